package dev.weir.privacy.gate;

import dev.weir.privacy.keys.MacAlgorithm;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskMethod;
import java.util.List;
import java.util.Optional;

/**
 * The masks, one after the other, that make of released values what is wanted of them in a copy; none where they stay as they
 * are. What the release made with a key is made anew with the recipient's, so that nobody can join it with the release or with
 * another copy. Empty where the wanted mask cannot be done to what the release has left.
 */
final class OnTop implements Mask.Cases<Optional<List<Mask>>> {

    /** Tells which values are equal, whatever they are. */
    static final Mask PSEUDONYM = new Mask.Pseudonymise(MacAlgorithm.HMAC_SM3, Optional.empty());

    /** Further than any date was moved before, so that none is moved back to where it was. */
    static final Mask SHIFTED_AGAIN = new Mask.Shift(366);

    private final Mask wanted;

    private OnTop(Mask wanted) {
        this.wanted = wanted;
    }

    /** A pseudonym domain that products share would let recipients join, so a copy has none. */
    static Optional<List<Mask>> of(Mask released, Mask wanted) {
        return wanted.isConstant()
                ? Optional.of(List.of(wanted))
                : released.match(new OnTop(wanted.withoutSharedDomain()));
    }

    @Override
    public Optional<List<Mask>> keep(Mask.Keep released) {
        return wanted.keeps() ? asReleased() : Optional.of(List.of(wanted));
    }

    @Override
    public Optional<List<Mask>> drop(Mask.Drop released) {
        return asReleased();
    }

    @Override
    public Optional<List<Mask>> nullify(Mask.Nullify released) {
        return asReleased();
    }

    @Override
    public Optional<List<Mask>> redact(Mask.Redact released) {
        return switch (released.extent()) {
            case WHOLE -> asReleased();
            case SPANS -> text();
        };
    }

    /** For display only. */
    @Override
    public Optional<List<Mask>> partial(Mask.Partial released) {
        return Optional.empty();
    }

    @Override
    public Optional<List<Mask>> pseudonymise(Mask.Pseudonymise released) {
        return pseudonym();
    }

    @Override
    public Optional<List<Mask>> encrypt(Mask.Encrypt released) {
        return pseudonym();
    }

    @Override
    public Optional<List<Mask>> generalise(Mask.Generalise released) {
        if (wanted.method() != MaskMethod.GENERALISE) {
            return text();
        } else if (released.isAtLeastAsCoarseAs(wanted)) {
            return asReleased();
        }
        return wanted.isAtLeastAsCoarseAs(released) ? Optional.of(List.of(wanted)) : Optional.empty();
    }

    @Override
    public Optional<List<Mask>> shift(Mask.Shift released) {
        if (wanted.keeps() || wanted.shifts()) {
            return Optional.of(List.of(SHIFTED_AGAIN));
        } else if (wanted.method() == MaskMethod.GENERALISE) {
            return Optional.of(List.of(SHIFTED_AGAIN, wanted));
        }
        return isKeyedText() ? Optional.of(List.of(wanted)) : Optional.empty();
    }

    @Override
    public Optional<List<Mask>> truncate(Mask.Truncate released) {
        return wanted.method() == released.method() && released.isAtLeastAsCoarseAs(wanted) ? asReleased() : text();
    }

    @Override
    public Optional<List<Mask>> surrogate(Mask.Surrogate released) {
        if (wanted.keeps() || wanted.method() == released.method()) {
            return Optional.of(List.of(released));
        } else if (isKeyedText()) {
            return Optional.of(List.of(wanted));
        }
        return wanted.shifts() ? Optional.empty() : Optional.of(List.of(released, wanted));
    }

    private static Optional<List<Mask>> asReleased() {
        return Optional.of(List.of());
    }

    /** Of a pseudonym and a ciphertext nothing is left but which values are equal. */
    private Optional<List<Mask>> pseudonym() {
        return PSEUDONYM.isAtLeastAsCoarseAs(wanted) ? Optional.of(List.of(PSEUDONYM)) : Optional.empty();
    }

    /** Of released text. */
    private Optional<List<Mask>> text() {
        if (wanted.keeps()) {
            return asReleased();
        }
        return wanted.shifts() ? Optional.empty() : Optional.of(List.of(wanted));
    }

    private boolean isKeyedText() {
        return wanted.method() == MaskMethod.PSEUDONYMISE || wanted.method() == MaskMethod.ENCRYPT;
    }
}
