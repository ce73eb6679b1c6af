import fp from 'fastify-plugin'
import { type Asset, findAsset } from '../assets.ts'
import { NotFound } from '../errors.ts'

/** Style, scripts and the mark: few, small, kept in memory compressed, cacheable for ever by their names. */
export const assets = fp(
  async (app) => {
    app.get<{ Params: { name: string } }>(
      '/assets/:name',
      { config: { access: 'public', compress: false } as never, schema: { hide: true } },
      async (request, reply) => {
        const asset = findAsset(request.params.name)
        if (!asset) throw new NotFound('asset')
        const { encoding, body } = encoded(asset, request.headers['accept-encoding'] ?? '')
        if (encoding) reply.header('content-encoding', encoding)
        return reply
          .type(asset.type)
          .header('vary', 'Accept-Encoding')
          .header('cache-control', 'public, max-age=31536000, immutable')
          .send(body)
      },
    )
  },
  { name: 'static', dependencies: ['access'] },
)

const encoded = (asset: Asset, accepted: string): { encoding: string | null; body: Buffer } => {
  if (/\bbr\b/.test(accepted)) return { encoding: 'br', body: asset.brotli }
  if (/\bgzip\b/.test(accepted)) return { encoding: 'gzip', body: asset.gzip }
  return { encoding: null, body: asset.body }
}
