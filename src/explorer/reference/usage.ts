import { type GraphQLNamedType, type GraphQLSchema, getNamedType, isInputObjectType } from 'graphql';
import { isInterfaceType, isObjectType } from 'graphql';
import { html, type Html } from '../html.js';

/** As many places as a reader looks through. */
const shown = 12;

/** Where each type is used. */
export class Usage {
  readonly #places = new Map<string, string[]>();

  constructor(schema: GraphQLSchema) {
    for (const type of Object.values(schema.getTypeMap())) {
      if (type.name.startsWith('__')) continue;
      if (isInputObjectType(type)) {
        for (const field of Object.values(type.getFields())) this.#note(field.type, `${type.name}.${field.name}`);
      } else if (isObjectType(type) || isInterfaceType(type)) {
        for (const field of Object.values(type.getFields())) {
          this.#note(field.type, `${type.name}.${field.name}`);
          for (const argument of field.args) this.#note(argument.type, `${type.name}.${field.name}`);
        }
      }
    }
  }

  of({ name }: GraphQLNamedType): Html | undefined {
    const places = [...new Set(this.#places.get(name) ?? [])];
    if (places.length === 0) return undefined;
    const rest = places.length - shown;
    return html`<p class="usage">
      Used in
      ${places
        .slice(0, shown)
        .map((place, index) => html`${index > 0 && ', '}<a href="#${place}"><code>${place}</code></a>`)}${
        rest > 0 && ` and ${rest} more`
      }.
    </p>`;
  }

  #note(type: Parameters<typeof getNamedType>[0], place: string): void {
    const { name } = getNamedType(type) as GraphQLNamedType;
    this.#places.set(name, [...(this.#places.get(name) ?? []), place]);
  }
}
