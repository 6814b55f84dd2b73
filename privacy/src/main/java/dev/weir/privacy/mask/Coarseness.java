package dev.weir.privacy.mask;

import dev.weir.privacy.mask.Mask.Encrypt.Form;

/**
 * Whether a mask tells no more of a value than another one. Everything tells no more than the value itself, and nothing no more
 * than anything. Between them only what holds of every value counts: a pseudonym tells which values are equal, and so does a
 * ciphertext, which tells a length besides; a city tells less than a district. A pseudonym and a city, or a shifted date and its
 * year, tell different things, and neither is the coarser.
 */
final class Coarseness implements Mask.Cases<Boolean> {

    private final Mask than;

    Coarseness(Mask than) {
        this.than = than;
    }

    @Override
    public Boolean keep(Mask.Keep mask) {
        return than.keeps();
    }

    @Override
    public Boolean drop(Mask.Drop mask) {
        return true;
    }

    @Override
    public Boolean nullify(Mask.Nullify mask) {
        return true;
    }

    @Override
    public Boolean redact(Mask.Redact mask) {
        return switch (mask.extent()) {
            case WHOLE -> !than.leavesNothing();
            case SPANS -> isLike(mask);
        };
    }

    /** Short values are all stars: one that shows less of long values can show more of them. */
    @Override
    public Boolean partial(Mask.Partial mask) {
        return isLike(mask);
    }

    /** A domain that others share tells what is equal elsewhere, too. */
    @Override
    public Boolean pseudonymise(Mask.Pseudonymise mask) {
        if (mask.domain().isEmpty()) {
            return than.keeps() || than instanceof Mask.Pseudonymise || than instanceof Mask.Encrypt;
        }
        return than.keeps()
                || (than instanceof Mask.Pseudonymise other && mask.domain().equals(other.domain()));
    }

    @Override
    public Boolean encrypt(Mask.Encrypt mask) {
        return than.keeps()
                || (than instanceof Mask.Encrypt other
                        && mask.form() == other.form()
                        && (mask.form() == Form.ANY || mask.kept() <= other.kept()));
    }

    @Override
    public Boolean generalise(Mask.Generalise mask) {
        return than.keeps()
                || (than instanceof Mask.Generalise other && mask.to().isAtLeastAsCoarseAs(other.to()));
    }

    @Override
    public Boolean shift(Mask.Shift mask) {
        return than.keeps() || than instanceof Mask.Shift;
    }

    @Override
    public Boolean truncate(Mask.Truncate mask) {
        return than.keeps() || (than instanceof Mask.Truncate other && mask.length() <= other.length());
    }

    @Override
    public Boolean surrogate(Mask.Surrogate mask) {
        return isLike(mask);
    }

    /** It tells no more than the value, and no more than itself; of others nothing can be shown. */
    private boolean isLike(Mask mask) {
        return than.keeps() || than.equals(mask);
    }
}
