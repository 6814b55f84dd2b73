package dev.weir.privacy.mask;

import dev.weir.privacy.detect.TextScanner;
import dev.weir.privacy.mask.text.TextMask;
import java.nio.charset.StandardCharsets;

/** From a recipe to the function that does it. */
final class TextMasks implements Mask.Cases<TextMask>, Generalisation.Cases<TextMask> {

    private final MaskRecipe recipe;
    private final byte[] code;

    private TextMasks(MaskRecipe recipe) {
        this.recipe = recipe;
        this.code = Redaction.constant(recipe.category());
    }

    static TextMask open(MaskRecipe recipe) {
        return recipe.mask().match(new TextMasks(recipe));
    }

    @Override
    public TextMask keep(Mask.Keep mask) {
        throw noText(mask);
    }

    @Override
    public TextMask drop(Mask.Drop mask) {
        throw noText(mask);
    }

    @Override
    public TextMask nullify(Mask.Nullify mask) {
        throw noText(mask);
    }

    @Override
    public TextMask redact(Mask.Redact mask) {
        return switch (mask.extent()) {
            case WHOLE -> (utf8, offset, length) -> code.clone();
            case SPANS -> spans(TextScanner.with(recipe.models()));
        };
    }

    private static TextMask spans(TextScanner scanner) {
        return (utf8, offset, length) -> scanner.redact(new String(utf8, offset, length, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public TextMask partial(Mask.Partial mask) {
        return new PartialMask(mask.first(), mask.last());
    }

    @Override
    public TextMask pseudonymise(Mask.Pseudonymise mask) {
        return new Pseudonymiser(recipe.key().mac(mask.algorithm()), recipe.category(), recipe.values());
    }

    @Override
    public TextMask encrypt(Mask.Encrypt mask) {
        return switch (mask.form()) {
            case KEPT -> Ciphers.ofNumbers(mask, recipe);
            case ANY -> Ciphers.ofText(mask, recipe);
        };
    }

    @Override
    public TextMask generalise(Mask.Generalise mask) {
        return mask.to().match(this);
    }

    @Override
    public TextMask shift(Mask.Shift mask) {
        throw noText(mask);
    }

    @Override
    public TextMask truncate(Mask.Truncate mask) {
        return new TruncateMask(mask.length());
    }

    @Override
    public TextMask surrogate(Mask.Surrogate mask) {
        return Surrogates.open(recipe);
    }

    @Override
    public TextMask period(Generalisation.Period to) {
        return new PeriodMask(to.unit(), code);
    }

    @Override
    public TextMask band(Generalisation.Band to) {
        return new BandMask(to, code);
    }

    @Override
    public TextMask area(Generalisation.Area to) {
        return new AreaMask(to.level(), code);
    }

    @Override
    public TextMask parent(Generalisation.Parent to) {
        return new ParentMask(to.characters(), code);
    }

    @Override
    public TextMask bin(Generalisation.Bin to) {
        return new BinMask(to.width(), code);
    }

    private static IllegalStateException noText(Mask mask) {
        return new IllegalStateException("The mask " + mask.method().word() + " does not make text of text");
    }
}
