package dev.weir.privacy.mask.cipher;

import dev.weir.privacy.mask.text.Reversal;
import dev.weir.privacy.mask.text.TextMask;
import java.util.Optional;

/**
 * Encrypts the digits of a number and keeps its form ({@link NumberForm}), by FF1 with the category as tweak. A value without
 * such a form, or with a wrong check digit, becomes the category's code in brackets. An account number that no check digit
 * proves a card is encrypted again while it looks like one, so that the way back is plain (cycle walking).
 */
public final class NumberCipher implements TextMask, Reversal {

    private final Ff1 ff1;
    private final NumberForm form;
    private final byte[] refusal;

    public NumberCipher(Ff1 ff1, NumberForm form, byte[] refusal) {
        this.ff1 = ff1;
        this.form = form;
        this.refusal = refusal;
    }

    @Override
    public byte[] mask(byte[] utf8, int offset, int length) {
        if (!form.read(utf8, offset, length)) {
            return refusal.clone();
        }
        byte[] digits = form.encrypted();
        byte[] tweak = form.tweak();
        do {
            ff1.encrypt(digits, digits.length, tweak);
        } while (!form.replace(digits));
        return form.write();
    }

    @Override
    public Optional<byte[]> reverse(byte[] utf8) {
        if (!form.read(utf8, 0, utf8.length)) {
            return Optional.empty();
        }
        byte[] digits = form.encrypted();
        byte[] tweak = form.tweak();
        do {
            ff1.decrypt(digits, digits.length, tweak);
        } while (!form.replace(digits));
        return Optional.of(form.write());
    }
}
