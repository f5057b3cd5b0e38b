import { expect, test } from 'vitest';
import { csvRecords, csvRows } from '../../examples/support/csv.ts';

// How the tests and the examples read CSV, by the rules of RFC 4180, section 2.

test.each([
  ['lines that end with CRLF or LF', 'a,b\r\n1,2\n3,4\r\n'],
  ['no line end after the last line', 'a,b\n1,2\n3,4'],
  ['a byte order mark', '\uFEFFa,b\n1,2\n3,4\n'],
  ['quotes around any field', '"a","b"\n"1",2\r\n3,"4"'],
])('%s', (_, text) => {
  expect(csvRows(text, ['a', 'b'])).toEqual([
    { a: '1', b: '2' },
    { a: '3', b: '4' },
  ]);
});

test('quoted fields hold commas, line ends and doubled quotes; spaces belong to a field', () => {
  expect(csvRows('a,b\n"1,\r\n""one""", 2 \n"",""""\n', ['a', 'b'])).toEqual([
    { a: '1,\r\n"one"', b: ' 2 ' },
    { a: '', b: '"' },
  ]);
});

test('fields may be empty, the last one of the text too', () => {
  expect(csvRows('a,b\n,\n1,', ['a', 'b'])).toEqual([
    { a: '', b: '' },
    { a: '1', b: '' },
  ]);
});

test('only the columns asked for, in whatever order the text has them', () => {
  expect(csvRows('b,c,a\n2,3,1', ['a', 'b'])).toEqual([{ a: '1', b: '2' }]);
});

test.each([
  ['a column that is not there', 'a,c\n1,2', 'no column b'],
  ['a line with a field too few', 'a,b\n1,2\n3', 'columns length is 2, got 1 on line 3'],
  ['a line with a field too many', 'a,b\n1,2,3', 'columns length is 2, got 3 on line 2'],
  ['a quote that is not closed', 'a,b\n"1,2', 'Quote Not Closed'],
  ['a quote within a field', 'a,b\n1"1,2', 'Invalid Opening Quote'],
  ['something after a closing quote', 'a,b\n"1"1,2', 'Invalid Closing Quote'],
])('refuses %s', (_, text, message) => {
  expect(() => csvRows(text, ['a', 'b'])).toThrow(message);
});

test('records have all cells by the names of the header; a semicolon is a separator where it is stated', () => {
  expect(csvRecords('a,b;c\n1,"2;3"\n')).toEqual([{ a: '1', 'b;c': '2;3' }]);
  expect(csvRecords('\uFEFFa;b;\n1,5;"2;3";\n', ';')).toEqual([{ a: '1,5', b: '2;3', '': '' }]);
});

test('a row with more or fewer fields than the header, a stray quote and an unknown column are refused', () => {
  expect(() => csvRecords('a,b\n1\n')).toThrow('columns length is 2, got 1 on line 2');
  expect(() => csvRecords('a\n1"2\n')).toThrow('Invalid Opening Quote');
  expect(() => csvRows('a\n1\n', ['b'])).toThrow('no column b');
});
