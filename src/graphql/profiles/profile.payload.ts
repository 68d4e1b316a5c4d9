import { Field, ObjectType } from 'type-graphql';
import type { ProfileWriteOutcome, SkippedMetadata } from '../../services/profiles.js';
import type { BulkResult } from '../bulk.js';
import { bulkResultOf } from '../bulk-result.js';
import { DurableBulkPayload, DurablePayload } from '../writes/durable-payload.js';

@ObjectType('SkippedMetadata', { description: 'A metadata entry that was not sent to Numi.' })
export class SkippedMetadataType implements SkippedMetadata {
  @Field(() => String, { description: 'The name of the entry.' })
  name!: string;

  @Field(() => String, { description: 'Why it was skipped.' })
  reason!: string;
}

@ObjectType({ description: 'What became of a profile that was set.' })
export class SetProfilePayload extends DurablePayload implements ProfileWriteOutcome {
  /** Its own field, `profile`, is read back from the vendor when it is asked for. */
  phoneNumber!: string;

  @Field(() => [SkippedMetadataType], {
    description: 'The `metadataJson` entries that were skipped because they do not parse. Everything else was stored.',
  })
  skippedMetadata!: readonly SkippedMetadataType[];
}

export const SetProfileResult = bulkResultOf(SetProfilePayload, 'SetProfileResult');

@ObjectType({ description: 'What became of several profiles that were set.' })
export class SetProfilesPayload extends DurableBulkPayload {
  @Field(() => [SetProfileResult], { description: 'One result for each profile, in the order sent.' })
  results!: BulkResult<SetProfilePayload>[];
}
