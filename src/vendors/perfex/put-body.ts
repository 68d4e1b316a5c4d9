import type { ContactUpdate } from '../../domain/contact.js';
import { Vendor } from '../../domain/vendor.js';
import { ErrorCode, VendorError } from '../../errors.js';
import { notificationKeys } from './normalize.js';
import { directionOnWire, permissionOnWire } from './wire.js';

/**
 * The body of a PUT that changes what `change` holds and nothing else. Perfex's PUT is not a patch:
 * - the e-mail must be there, changed or not;
 * - without `is_primary` the contact stops being the primary one, without one of the seven `*_emails`
 *   that notification goes off, and any value at all sets them: what is off must be left out;
 * - without `permissions` every portal permission goes, so the known ones are sent again.
 *
 * @throws BAD_USER_INPUT where neither the change nor Perfex has an e-mail address.
 */
export function putBody({ current, change, knownPermissions }: ContactUpdate): Record<string, unknown> {
  const email = change.email ?? current.emailRaw;
  if (!email) {
    throw new VendorError(
      Vendor.PERFEX,
      ErrorCode.BAD_USER_INPUT,
      'Perfex holds no e-mail address of this contact and changes no contact without one. Send `email` too.',
      { fields: ['email'] },
    );
  }
  const body: Record<string, unknown> = { email };
  if (change.firstName !== undefined) body.firstname = change.firstName;
  if (change.lastName !== undefined) body.lastname = change.lastName;
  if (change.phoneNumber !== undefined) body.phonenumber = change.phoneNumber;
  if (change.title !== undefined) body.title = change.title;
  if (change.direction !== undefined) body.direction = directionOnWire[change.direction];
  if (change.password !== undefined) body.password = change.password;
  if (change.isActive !== undefined) body.active = change.isActive ? '1' : '0';
  if (change.isPrimary ?? current.isPrimary) body.is_primary = '1';
  const permissions = change.permissions ?? knownPermissions;
  if (permissions?.length) body.permissions = permissions.map((permission) => permissionOnWire[permission]);
  return { ...body, ...notificationKeys((name) => change.notifications?.[name] ?? current.notifications[name]) };
}
