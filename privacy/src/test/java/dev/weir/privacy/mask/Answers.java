package dev.weir.privacy.mask;

import dev.weir.privacy.mask.text.TextMask;
import java.util.List;
import java.util.Optional;

/** A mask of somebody else's, which answers as it is told to. */
record Answers(TextMask text) implements Mask {

    @Override
    public MaskMethod<Answers> method() {
        return new MaskMethod<>("answers", List.of(), written -> this);
    }

    @Override
    public Preserved preserved() {
        return Preserved.PARTS;
    }

    @Override
    public Optional<String> irreversible() {
        return Optional.of("nothing of it is there");
    }

    @Override
    public TextMask open(MaskRecipe recipe) {
        return text;
    }
}
