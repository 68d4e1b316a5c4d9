/** The e-mail address of an input as every vendor should hold it. It has been checked before. */
export const lowerCased = <Input extends { email?: string }>(input: Input): Input =>
  input.email === undefined ? input : { ...input, email: input.email.trim().toLowerCase() };
