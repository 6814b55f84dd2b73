package dev.weir.privacy.mask.kind;

import dev.weir.contracts.DataType;
import dev.weir.privacy.detect.IdentifierForm;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskDefinition;
import dev.weir.privacy.mask.MaskMethod;
import dev.weir.privacy.mask.MaskMismatch;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.MaskTarget;
import dev.weir.privacy.mask.Parameter;
import dev.weir.privacy.mask.text.Reversal;
import dev.weir.privacy.mask.text.TextMask;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A ciphertext in place of each value, which the key's owner can undo; text. Still personal information (PIPL 73).
 *
 * @param form whether the value's format is kept
 * @param cipher AES or SM4
 * @param kept leading characters that stay clear, where the format is kept
 */
public record Encrypt(Form form, BlockCipher cipher, int kept) implements Mask {

    /** Categories whose values are digits enough for FF1, with the most leading characters that may stay. */
    private static final Map<String, Integer> NUMBERS =
            Map.of("RID", 11, "TRAVEL", 2, "INSNO", 4, "MRN", 4, "SUBJ", 4, "PHONE", 5, "BANK", 6, "STAFF", 4);

    private static final Parameter<Encrypt, Form> FORMAT =
            Parameter.word("format", Form.class, Encrypt::form).usually(Form.ANY);
    private static final Parameter<Encrypt, BlockCipher> CIPHER =
            Parameter.word("cipher", BlockCipher.class, Encrypt::cipher).usually(BlockCipher.SM4);
    private static final Parameter<Encrypt, Integer> KEPT =
            Parameter.whole("keep", Encrypt::kept).usually(0);
    private static final Parameter<Encrypt, String> MODE =
            new Parameter<>("mode", List.of(), Encrypt::mode, mask -> Optional.empty(), Optional.of(""));

    public static final MaskMethod<Encrypt> METHOD =
            new MaskMethod<>("encrypt", List.of(FORMAT, CIPHER, KEPT, MODE), written -> {
                Encrypt mask = new Encrypt(written.get(FORMAT), written.get(CIPHER), written.get(KEPT));
                written.get(MODE);
                return mask;
            });

    /** What a ciphertext looks like. */
    public enum Form {
        /** As the value: FF1 (NIST SP 800-38G) over its digits. */
        KEPT,
        /** Base64 of nonce, ciphertext and tag: SM4 or AES in GCM. */
        ANY
    }

    public enum BlockCipher {
        AES,
        SM4
    }

    public Encrypt {
        if (kept < 0) {
            throw new IllegalArgumentException("A mask keeps no fewer than 0 characters");
        }
    }

    /** The mode follows from the format; it has to be right, and the message for FF3 says why it is not there. */
    private static String mode(String text, MaskDefinition written) {
        String mode = text.toLowerCase(Locale.ROOT);
        if (mode.startsWith("ff3")) {
            throw written.refused(
                    "The mask 'encrypt' has the mode '" + mode + "'",
                    "FF3 and FF3-1 were broken and NIST has taken them out (SP 800-38G revision 1, second draft, 2025)",
                    "write { method: encrypt, format: kept }, which is FF1");
        }
        String right = written.get(FORMAT) == Form.KEPT ? "ff1" : "gcm";
        if (!mode.isEmpty() && !mode.equals(right)) {
            throw written.refused(
                    "The mask 'encrypt' has the mode '" + mode + "'",
                    "the mode follows from the format: ff1 where it is kept, gcm where it is any",
                    "take 'mode' out");
        }
        return right;
    }

    @Override
    public MaskMethod<Encrypt> method() {
        return METHOD;
    }

    /** A number whose format is kept does not stay apart: values that have no such format all become one constant. */
    @Override
    public Preserved preserved() {
        return form == Form.ANY ? Preserved.EQUALITY : Preserved.PARTS;
    }

    @Override
    public boolean isKeyed() {
        return true;
    }

    @Override
    public Optional<String> irreversible() {
        return Optional.empty();
    }

    @Override
    public MaskRecipe.Values made() {
        return MaskRecipe.Values.OPAQUE;
    }

    @Override
    public boolean revealsNoMoreThan(Mask other) {
        return other instanceof Encrypt than && form == than.form && (form == Form.ANY || kept <= than.kept);
    }

    @Override
    public boolean takes(DataType type) {
        return form == Form.ANY ? Pseudonymise.hasEqualText(type) : Mask.super.takes(type);
    }

    @Override
    public Optional<MaskMismatch> misfit(MaskTarget target) {
        if (form == Form.KEPT) {
            return digits(target).or(() -> Mask.super.misfit(target));
        }
        return kept > 0
                ? MaskMismatch.because(
                        "keeps " + kept + " characters of a value whose format is not kept",
                        "'keep' is for 'format: kept'",
                        "take 'keep' out, or write format: kept")
                : Pseudonymise.equalText(target, "encrypted", "their ciphertexts could not be joined");
    }

    private Optional<MaskMismatch> digits(MaskTarget target) {
        Optional<Integer> most = target.form()
                .map(IdentifierForm::mostKept)
                .or(() -> Optional.ofNullable(NUMBERS.get(target.category())));
        if (most.isEmpty()) {
            return MaskMismatch.because(
                    "of category " + target.category() + " is encrypted with its format kept",
                    "FF1 needs at least a million possible values (NIST SP 800-38G revision 1), and only "
                            + String.join(", ", new TreeSet<>(NUMBERS.keySet()))
                            + " are numbers of so many digits; so is a category whose form in the law is of four"
                            + " letters at most and six digits or more",
                    "write { method: encrypt, format: any }, or pseudonymise");
        }
        return kept > most.get()
                ? MaskMismatch.because(
                        "of category " + target.category() + " is encrypted but for " + kept + " characters",
                        "at least six digits have to be encrypted, or the million possible values can be tried",
                        "keep " + most.get() + " at most")
                : Optional.empty();
    }

    @Override
    public TextMask open(MaskRecipe recipe) {
        return form == Form.KEPT ? Ciphers.ofNumbers(this, recipe) : Ciphers.ofText(this, recipe);
    }

    @Override
    public Reversal openInverse(MaskRecipe recipe) {
        return form == Form.KEPT ? Ciphers.ofNumbers(this, recipe) : Ciphers.ofText(this, recipe);
    }
}
