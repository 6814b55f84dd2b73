package dev.weir.privacy.mask;

import dev.weir.privacy.mask.cipher.SubKey;
import dev.weir.privacy.mask.text.Normaliser;

/** The makers of surrogates, by category. */
final class Surrogates {

    private Surrogates() {}

    /**
     * The mask of a category. One of which Weir knows no form has numbers, by the form that the law gives it.
     */
    static SurrogateMask open(MaskRecipe recipe) {
        String category = recipe.category();
        // A name's spaces say where its words end.
        Normaliser read = category.equals("NAME") ? Normaliser.plain() : Normaliser.of(category);
        return new SurrogateMask(
                maker(category),
                new Draws(Ciphers.hmac(SubKey.of(recipe.key(), "surrogate")), category),
                Normaliser.of(category),
                read,
                Redaction.constant(category));
    }

    private static SurrogateMask.Maker maker(String category) {
        return switch (category) {
            case "NAME" -> MadeUpNames::name;
            case "RID" -> MadeUpNumbers::identity;
            case "PHONE" -> MadeUpNumbers::telephone;
            case "EMAIL" -> MadeUpWords::email;
            case "ADDR" -> MadeUpWords::address;
            default -> MadeUpNumbers::code;
        };
    }
}
