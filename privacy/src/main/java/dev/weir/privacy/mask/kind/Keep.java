package dev.weir.privacy.mask.kind;

import dev.weir.contracts.DataType;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskMethod;
import java.util.List;
import java.util.Optional;

/** The values as they are. */
public record Keep() implements Mask {

    public static final MaskMethod<Keep> METHOD = new MaskMethod<>("keep", List.of(), written -> new Keep());

    @Override
    public MaskMethod<Keep> method() {
        return METHOD;
    }

    @Override
    public Preserved preserved() {
        return Preserved.ALL;
    }

    @Override
    public Outcome outcome() {
        return Outcome.SAME;
    }

    @Override
    public Optional<String> irreversible() {
        return Optional.of("its values are released as they are");
    }

    @Override
    public boolean takes(DataType type) {
        return true;
    }
}
