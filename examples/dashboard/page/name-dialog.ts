import type { Texts } from '../texts/english.ts';
import { element, labelled } from './element.ts';

/** Asks what a report is to be called. */
export function askForName(suggested: string, texts: Texts, onName: (name: string) => void): void {
  const input = element('input', { value: suggested, required: true, maxLength: 200, autocomplete: 'off' });
  const cancel = element('button', { type: 'button' }, texts.cancel);
  const save = element('button', { className: 'main' }, texts.save);
  const form = element(
    'form',
    { method: 'dialog' },
    labelled(texts.nameOfReport, input),
    element('div', { className: 'tools' }, save, cancel),
  );
  const dialog = element('dialog', { className: 'name', ariaLabel: texts.nameOfReport }, form);
  cancel.onclick = () => dialog.close();
  dialog.onclose = () => dialog.remove();
  form.onsubmit = () => onName(input.value.trim());
  document.body.append(dialog);
  dialog.showModal();
  input.select();
}
