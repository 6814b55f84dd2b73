package dev.weir.releases.reveal;

import dev.weir.privacy.mask.Mask;
import java.util.Optional;

/** Why a mask cannot be undone; empty where it can. */
final class Undoable implements Mask.Cases<Optional<String>> {

    @Override
    public Optional<String> keep(Mask.Keep mask) {
        return Optional.of("its values are released as they are");
    }

    @Override
    public Optional<String> drop(Mask.Drop mask) {
        return Optional.of("it is not released at all");
    }

    @Override
    public Optional<String> nullify(Mask.Nullify mask) {
        return Optional.of("its values are not released at all");
    }

    @Override
    public Optional<String> redact(Mask.Redact mask) {
        return Optional.of("what was redacted is not in the release in any form");
    }

    @Override
    public Optional<String> partial(Mask.Partial mask) {
        return Optional.of("what the stars stand for is not in the release in any form");
    }

    @Override
    public Optional<String> pseudonymise(Mask.Pseudonymise mask) {
        return Optional.of("a pseudonym is a keyed hash, which has no way back");
    }

    @Override
    public Optional<String> encrypt(Mask.Encrypt mask) {
        return Optional.empty();
    }

    @Override
    public Optional<String> generalise(Mask.Generalise mask) {
        return Optional.of("many values became the same one");
    }

    @Override
    public Optional<String> shift(Mask.Shift mask) {
        return Optional.of(
                "by how many days a subject was shifted follows from the clear subject, which the release has not");
    }

    @Override
    public Optional<String> truncate(Mask.Truncate mask) {
        return Optional.of("what was cut off is not in the release in any form");
    }

    @Override
    public Optional<String> surrogate(Mask.Surrogate mask) {
        return Optional.of("a made-up value has no way back to the real one");
    }
}
