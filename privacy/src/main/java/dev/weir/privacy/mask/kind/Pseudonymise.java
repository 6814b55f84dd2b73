package dev.weir.privacy.mask.kind;

import dev.weir.contracts.DataType;
import dev.weir.privacy.keys.MacAlgorithm;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskDefinition;
import dev.weir.privacy.mask.MaskMethod;
import dev.weir.privacy.mask.MaskMismatch;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.MaskTarget;
import dev.weir.privacy.mask.Parameter;
import dev.weir.privacy.mask.text.TextMask;
import java.util.List;
import java.util.Optional;

/**
 * A keyed hash in place of each value ({@link Pseudonymiser}); text. Still personal information (PIPL 73).
 *
 * @param algorithm the keyed hash function
 * @param domain the name of a pseudonym domain that several products declare to share; empty for the product's own
 */
public record Pseudonymise(MacAlgorithm algorithm, Optional<String> domain) implements Mask {

    /** Tells which values are equal, whatever they are. */
    public static final Mask PLAIN = new Pseudonymise(MacAlgorithm.HMAC_SM3, Optional.empty());

    private static final Parameter<Pseudonymise, MacAlgorithm> ALGORITHM = new Parameter<>(
            "algorithm",
            List.of(),
            Pseudonymise::algorithm,
            mask -> Optional.of(mask.algorithm().word()),
            Optional.of(MacAlgorithm.HMAC_SHA_256));

    private static final Parameter<Pseudonymise, Optional<String>> DOMAIN = new Parameter<>(
            "domain", List.of(), Pseudonymise::domain, Pseudonymise::domain, Optional.of(Optional.empty()));

    public static final MaskMethod<Pseudonymise> METHOD = new MaskMethod<>(
            "pseudonymise",
            List.of(ALGORITHM, DOMAIN),
            written -> new Pseudonymise(written.get(ALGORITHM), written.get(DOMAIN)));

    private static MacAlgorithm algorithm(String word, MaskDefinition written) {
        return MacAlgorithm.of(word)
                .orElseThrow(() -> written.refused(
                        "pseudonymise does not know the algorithm '" + word + "'",
                        "a hash without a key can be reversed by trying every number there is, so only keyed ones are"
                                + " known",
                        "write hmac-sha-256 or hmac-sm3"));
    }

    private static Optional<String> domain(String name, MaskDefinition written) {
        if (name.isBlank()) {
            throw written.refused(
                    "The pseudonym domain has no name", "products that share it name it", "name it, or take it out");
        }
        if (name.contains("/")) {
            throw written.refused(
                    "The pseudonym domain '" + name + "' holds a slash",
                    "its name is part of what the key is derived for, between slashes",
                    "write a name without one");
        }
        return Optional.of(name);
    }

    @Override
    public MaskMethod<Pseudonymise> method() {
        return METHOD;
    }

    @Override
    public Preserved preserved() {
        return Preserved.EQUALITY;
    }

    @Override
    public boolean isKeyed() {
        return true;
    }

    @Override
    public Optional<String> irreversible() {
        return Optional.of("a pseudonym is a keyed hash, which has no way back");
    }

    @Override
    public MaskRecipe.Values made() {
        return MaskRecipe.Values.PSEUDONYMS;
    }

    @Override
    public Optional<String> sharedDomain() {
        return domain;
    }

    @Override
    public Mask withoutSharedDomain() {
        return new Pseudonymise(algorithm, Optional.empty());
    }

    /** A ciphertext tells what is equal, too; a domain that others share tells it elsewhere besides. */
    @Override
    public boolean revealsNoMoreThan(Mask other) {
        return domain.isEmpty()
                ? other instanceof Pseudonymise || other.canBeUndone()
                : other instanceof Pseudonymise shared && domain.equals(shared.domain);
    }

    @Override
    public boolean takes(DataType type) {
        return hasEqualText(type);
    }

    /** Whether equal values of a type are always written alike. */
    static boolean hasEqualText(DataType type) {
        return !(type instanceof DataType.Real || type instanceof DataType.Array || type instanceof DataType.Structure);
    }

    @Override
    public Optional<MaskMismatch> misfit(MaskTarget target) {
        return equalText(target, "pseudonymised", "their pseudonyms could not be joined");
    }

    static Optional<MaskMismatch> equalText(MaskTarget target, String done, String consequence) {
        return hasEqualText(target.type())
                ? Optional.empty()
                : MaskMismatch.because(
                        "of type " + target.type().display() + " is " + done,
                        "equal values of that type need not have equal text, so " + consequence,
                        "give it another type, or write weirMask: drop");
    }

    @Override
    public TextMask open(MaskRecipe recipe) {
        return new Pseudonymiser(recipe.key().mac(algorithm), recipe.category(), recipe.values());
    }
}
