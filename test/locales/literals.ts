import ts from 'typescript'
import { read } from '../../scripts/paths.mjs'

/** A piece of text in a source: a whole string, or what stands between the values of a template. */
interface Literal {
  text: string
  node: ts.Node
  line: number
}

/** Every text of a source, addresses of imports left out: what its words say, whatever they are called. */
export function literalsIn(file: string, source = read(file)): Literal[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)
  const found: Literal[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return
    if (ts.isStringLiteralLike(node) || isPieceOfTemplate(node)) {
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree))
      found.push({ text: node.text, node, line: line + 1 })
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

const isPieceOfTemplate = (node: ts.Node): node is ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail =>
  ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)
