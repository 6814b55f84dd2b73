package dev.weir.privacy.mask.kind;

import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskMethod;
import dev.weir.privacy.mask.MaskMismatch;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.MaskTarget;
import dev.weir.privacy.mask.Redaction;
import dev.weir.privacy.mask.cipher.SubKey;
import dev.weir.privacy.mask.text.Normaliser;
import dev.weir.privacy.mask.text.TextMask;
import java.util.List;
import java.util.Optional;

/** A made-up value of the same kind, keyed and stable; text. The released schema says that it is synthetic. */
public record Surrogate() implements Mask {

    public static final MaskMethod<Surrogate> METHOD =
            new MaskMethod<>("surrogate", List.of(), written -> new Surrogate());

    private static final List<String> MADE_UP = List.of("NAME", "RID", "PHONE", "EMAIL", "ADDR");

    @Override
    public MaskMethod<Surrogate> method() {
        return METHOD;
    }

    @Override
    public Preserved preserved() {
        return Preserved.PARTS;
    }

    @Override
    public boolean isKeyed() {
        return true;
    }

    @Override
    public Optional<String> irreversible() {
        return Optional.of("a made-up value has no way back to the real one");
    }

    @Override
    public Optional<MaskMismatch> misfit(MaskTarget target) {
        return MADE_UP.contains(target.category()) || target.form().isPresent()
                ? Mask.super.misfit(target)
                : MaskMismatch.because(
                        "of category " + target.category() + " is replaced by a made-up value",
                        "Weir makes up values only of " + String.join(", ", MADE_UP)
                                + ", and of categories whose form in the law is of four letters at most and six digits or"
                                + " more",
                        "write pseudonymise, or redact");
    }

    @Override
    public TextMask open(MaskRecipe recipe) {
        String category = recipe.category();
        // A name's spaces say where its words end.
        Normaliser read = category.equals("NAME") ? Normaliser.plain() : Normaliser.of(category);
        return new SurrogateMask(
                maker(category),
                new DeterministicRandom(Ciphers.hmac(SubKey.of(recipe.key(), "surrogate")), category),
                Normaliser.of(category),
                read,
                Redaction.constant(category));
    }

    /** One of which Weir knows no form has numbers, by the form that the law gives it. */
    private static SurrogateMask.Maker maker(String category) {
        return switch (category) {
            case "NAME" -> SurrogateNames::name;
            case "RID" -> SurrogateNumbers::identity;
            case "PHONE" -> SurrogateNumbers::telephone;
            case "EMAIL" -> SurrogateAddresses::email;
            case "ADDR" -> SurrogateAddresses::address;
            default -> SurrogateNumbers::code;
        };
    }
}
