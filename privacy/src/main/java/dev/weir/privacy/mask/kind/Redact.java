package dev.weir.privacy.mask.kind;

import dev.weir.contracts.DataType;
import dev.weir.privacy.detect.TextScanner;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskMethod;
import dev.weir.privacy.mask.MaskMismatch;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.MaskTarget;
import dev.weir.privacy.mask.Parameter;
import dev.weir.privacy.mask.Redaction;
import dev.weir.privacy.mask.text.TextMask;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The category's code in brackets ({@link Redaction}), in place of each value or only of what is found in it; text.
 *
 * @param extent the whole value, or the identifiers that are found inside it
 */
public record Redact(Extent extent) implements Mask {

    private static final Parameter<Redact, Extent> EXTENT =
            Parameter.word("extent", Extent.class, Redact::extent).usually(Extent.WHOLE);

    public static final MaskMethod<Redact> METHOD =
            new MaskMethod<>("redact", List.of(EXTENT), written -> new Redact(written.get(EXTENT)));

    /** How much of a value is redacted. */
    public enum Extent {
        WHOLE,
        SPANS
    }

    @Override
    public MaskMethod<Redact> method() {
        return METHOD;
    }

    @Override
    public Preserved preserved() {
        return searches() ? Preserved.PARTS : Preserved.CONSTANT;
    }

    @Override
    public Optional<String> irreversible() {
        return Optional.of("what was redacted is not in the release in any form");
    }

    @Override
    public boolean searches() {
        return extent == Extent.SPANS;
    }

    @Override
    public boolean takes(DataType type) {
        return !searches() || type instanceof DataType.Text;
    }

    @Override
    public Optional<MaskMismatch> misfit(MaskTarget target) {
        return takes(target.type())
                ? Optional.empty()
                : MaskMismatch.because(
                        "is redacted in spans and is of type " + target.type().display(),
                        "only text has identifiers inside it",
                        "write weirMask: redact");
    }

    @Override
    public TextMask open(MaskRecipe recipe) {
        if (searches()) {
            TextScanner scanner = TextScanner.with(recipe.models());
            return (utf8, offset, length) -> scanner.redact(new String(utf8, offset, length, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
        }
        byte[] code = Redaction.constant(recipe.category());
        return (utf8, offset, length) -> code.clone();
    }

    @Override
    public String inWords() {
        return searches() ? "redact what is found" : Mask.super.inWords();
    }
}
