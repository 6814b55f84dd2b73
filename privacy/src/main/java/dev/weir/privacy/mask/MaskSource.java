package dev.weir.privacy.mask;

import java.util.List;

/**
 * Where masks come from. {@link MaskMethods} finds each implementation by {@link java.util.ServiceLoader}, so masks of your own
 * need a line in {@code META-INF/services/dev.weir.privacy.mask.MaskSource} and nothing else.
 */
public interface MaskSource {

    /** Its masks, in the order in which messages list them. */
    List<MaskMethod<?>> methods();
}
