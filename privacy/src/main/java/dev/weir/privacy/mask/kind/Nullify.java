package dev.weir.privacy.mask.kind;

import dev.weir.contracts.DataType;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskMethod;
import dev.weir.privacy.mask.MaskMismatch;
import dev.weir.privacy.mask.MaskTarget;
import java.util.List;
import java.util.Optional;

/** NULL in place of each value; the column stays, with its type. */
public record Nullify() implements Mask {

    public static final MaskMethod<Nullify> METHOD = new MaskMethod<>("nullify", List.of(), written -> new Nullify());

    @Override
    public MaskMethod<Nullify> method() {
        return METHOD;
    }

    @Override
    public Preserved preserved() {
        return Preserved.NOTHING;
    }

    @Override
    public Outcome outcome() {
        return Outcome.NULL;
    }

    @Override
    public Optional<String> irreversible() {
        return Optional.of("its values are not released at all");
    }

    @Override
    public boolean takes(DataType type) {
        return true;
    }

    @Override
    public Optional<MaskMismatch> misfit(MaskTarget target) {
        return switch (target.filled()) {
            case KEY ->
                MaskMismatch.because(
                        "is part of the table's key and is nullified",
                        "a released key without a value is none",
                        "write weirMask: pseudonymise, which keeps keys apart, or take the column out of the key");
            case REQUIRED ->
                MaskMismatch.because(
                        "is required and is nullified",
                        "the released schema would promise values and have none",
                        "write weirMask: drop, or take 'required' off and say it in a rule, which sees the clear"
                                + " value");
            case NEED_NOT_BE -> Optional.empty();
        };
    }
}
