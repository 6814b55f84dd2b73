package dev.weir.privacy.mask.kind;

import dev.weir.privacy.mask.MaskMethod;
import dev.weir.privacy.mask.MaskSource;
import java.util.List;

/** The masks that Weir has. */
public final class BuiltInMasks implements MaskSource {

    @Override
    public List<MaskMethod<?>> methods() {
        return List.of(
                Keep.METHOD,
                Drop.METHOD,
                Nullify.METHOD,
                Redact.METHOD,
                Partial.METHOD,
                Pseudonymise.METHOD,
                Encrypt.METHOD,
                Generalise.METHOD,
                Shift.METHOD,
                Truncate.METHOD,
                Surrogate.METHOD);
    }
}
