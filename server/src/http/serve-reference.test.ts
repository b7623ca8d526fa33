import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { expectGolden } from '../../test/support/golden.ts'
import { useWorld } from '../../test/support/world.ts'
import { apiRoutes } from '../app.ts'
import { release } from '../release.ts'
import { openApiDocument } from './openapi.ts'
import { schemaNames } from './schema-names.ts'

const world = useWorld()
const routes = apiRoutes(world.parts)
const document = openApiDocument(routes, { origin: 'https://id.example.com', release })

describe('the OpenAPI document', () => {
  test('is the one in git', () => {
    expectGolden(
      new URL('../../../contract/openapi.golden.json', import.meta.url),
      `${JSON.stringify(document, null, 1)}\n`,
    )
  })

  test('is served to anybody, from the configured origin', async () => {
    const { status, body, headers } = await world.request('nobody', 'GET', '/openapi.json')
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('application/json; charset=utf-8')
    expect(body).toEqual({ ...document, servers: [{ url: 'http://localhost:8080' }] })
    expect(await world.request('nobody', 'POST', '/openapi.json')).toMatchObject({ status: 405 })
  })

  test('describes every route once, and every reference in it leads somewhere', () => {
    const ids = [...JSON.stringify(document).matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id)
    expect(new Set(ids)).toEqual(new Set(routes.map((route) => route.id)))
    expect(ids).toHaveLength(routes.length)
    for (const [, path = ''] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = path.split('/').reduce<unknown>((at, name) => Object(at)[name], document)
      expect([path, typeof found]).toEqual([path, 'object'])
    }
  })

  test('names every parameter of a path', () => {
    for (const [path, operations] of Object.entries(Object(document['paths']))) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      for (const operation of Object.values(Object(operations))) {
        const named = Object(operation).parameters.filter((parameter: { in: string }) => parameter.in === 'path')
        expect([path, named.map((parameter: { name: string }) => parameter.name)]).toEqual([path, inPath])
      }
    }
  })

  test('knows every file of the contract, and no name in it stands for two schemas', () => {
    const files = readdirSync(new URL('../../../contract/src', import.meta.url)).filter(
      (name) => !name.includes('.test.'),
    )
    const source = readFileSync(new URL('schema-names.ts', import.meta.url), 'utf8')
    expect(files.filter((file) => !source.includes(`@portico/contract/${file}'`))).toEqual([])
    const names = [...schemaNames.values()]
    expect(names.length).toBe(new Set(names).size)
  })
})

describe('the API reference', () => {
  test('shows every operation under its name, with what it needs, takes, answers and refuses, and a call', async () => {
    const { status, text } = await world.request('nobody', 'GET', '/docs')
    expect(status).toBe(200)
    for (const route of routes) {
      expect(text).toContain(`<article id="${route.id}">`)
      expect(text).toContain(`<a href="#${route.id}">`)
      for (const code of route.faults) expect(text).toContain(`<code>${code}</code>`)
    }
    expect(text).toContain('<code>okta.users.lifecycle.suspend</code>')
    expect(text).toContain('http://localhost:8080/api/v1/users/USER_ID/lifecycle/suspend')
    expect(text).toContain('SSWS $TOKEN')
    for (const [, id = ''] of text.matchAll(/href="#([^"]+)"/g)) expect(text).toContain(`id="${id}"`)
  })

  test('needs no script and lets none in', async () => {
    const { headers, text } = await world.request('nobody', 'GET', '/docs')
    const policy = String(headers['content-security-policy'])
    const [, nonce = ''] = /nonce-([^']+)'/.exec(policy) ?? []
    expect(policy).not.toMatch(/unsafe|https?:/)
    expect(text).toContain(`<style nonce="${nonce}">`)
    expect(text).not.toMatch(/<script|{{|https?:\/\/(?!localhost|www\.w3\.org)/)
    const again = await world.request('nobody', 'GET', '/docs')
    expect(again.headers['content-security-policy']).not.toBe(policy)
  })
})
