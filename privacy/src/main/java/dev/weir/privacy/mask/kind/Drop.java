package dev.weir.privacy.mask.kind;

import dev.weir.contracts.DataType;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskMethod;
import java.util.List;
import java.util.Optional;

/** No column. */
public record Drop() implements Mask {

    public static final MaskMethod<Drop> METHOD = new MaskMethod<>("drop", List.of(), written -> new Drop());

    @Override
    public MaskMethod<Drop> method() {
        return METHOD;
    }

    @Override
    public Preserved preserved() {
        return Preserved.NOTHING;
    }

    @Override
    public Outcome outcome() {
        return Outcome.NONE;
    }

    @Override
    public Optional<String> irreversible() {
        return Optional.of("it is not released at all");
    }

    @Override
    public boolean takes(DataType type) {
        return true;
    }
}
