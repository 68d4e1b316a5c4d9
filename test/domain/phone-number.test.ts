import { toE164 } from '../../src/domain/phone-number.js';

describe('a phone number', () => {
  test('is read in its own region, however often and in which order it is asked for', () => {
    for (let time = 0; time < 2; time++) {
      expect(toE164('030 901820', 'DE')).toBe('+4930901820');
      expect(toE164('030 901820', 'AT')).toBe('+4330901820');
      expect(toE164('030 901820', undefined)).toBeNull();
      expect(toE164('+49 30 901820', undefined)).toBe('+4930901820');
      expect(toE164('+49 30 901820', 'AT')).toBe('+4930901820');
    }
  });

  test('that is none is none again when it is remembered', () => {
    for (let time = 0; time < 2; time++) {
      expect(toE164('call reception', 'DE')).toBeNull();
      expect(toE164('', 'DE')).toBeNull();
      expect(toE164('+49 30 901820 ext. 5', 'DE')).toBeNull();
    }
  });
});
