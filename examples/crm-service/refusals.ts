import { type DealErrorCode, isDealError } from 'dealbook';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';

const statuses: { readonly [Code in DealErrorCode]?: number } = {
  ...{ 'unknown-deal': 404, 'version-conflict': 409, 'duplicate-deal': 409, 'deal-erased': 410 },
  ...{ 'invalid-record': 500, 'contract-broken': 500, unavailable: 503, indeterminate: 503 },
};

/** Answers a request that was refused or failed, always in the same shape. */
export function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const answer = (status: number, code: string, message: string, details: object = {}) => {
    if (status >= 500) request.log.error(error);
    return reply.status(status).send({ code, message, details });
  };
  if (isDealError(error))
    return answer(statuses[error.code] ?? 422, error.code, error.message, error.details);
  const { statusCode = 500, code, message, validation } = error as FastifyError;
  if (validation !== undefined) return answer(422, 'invalid-request', message, { problems: validation });
  return statusCode < 500 ? answer(statusCode, code, message) : answer(500, 'failed', 'The service failed.');
}
