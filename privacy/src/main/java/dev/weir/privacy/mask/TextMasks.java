package dev.weir.privacy.mask;

import dev.weir.privacy.keys.MacAlgorithm;

/** From a recipe to the function that does it. */
final class TextMasks implements Mask.Cases<TextMask> {

    private final MaskRecipe recipe;

    private TextMasks(MaskRecipe recipe) {
        this.recipe = recipe;
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
        byte[] constant = Redaction.constant(recipe.category());
        return (utf8, offset, length) -> constant.clone();
    }

    @Override
    public TextMask partial(Mask.Partial mask) {
        throw noText(mask);
    }

    @Override
    public TextMask pseudonymise(Mask.Pseudonymise mask) {
        return pseudonymiser(mask.algorithm())::pseudonymise;
    }

    @Override
    public TextMask encrypt(Mask.Encrypt mask) {
        throw noText(mask);
    }

    @Override
    public TextMask generalise(Mask.Generalise mask) {
        throw noText(mask);
    }

    @Override
    public TextMask shift(Mask.Shift mask) {
        throw noText(mask);
    }

    @Override
    public TextMask truncate(Mask.Truncate mask) {
        throw noText(mask);
    }

    @Override
    public TextMask surrogate(Mask.Surrogate mask) {
        throw noText(mask);
    }

    private Pseudonymiser pseudonymiser(MacAlgorithm algorithm) {
        return new Pseudonymiser(recipe.key().mac(algorithm), recipe.category());
    }

    private static IllegalStateException noText(Mask mask) {
        return new IllegalStateException("The mask " + mask.method().word() + " does not make text of text");
    }
}
