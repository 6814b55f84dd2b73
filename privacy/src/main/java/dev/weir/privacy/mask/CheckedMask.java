package dev.weir.privacy.mask;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.port.PluginClass;
import dev.weir.privacy.mask.text.TextMask;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A mask that is not Weir's own, held to its promises: it sees one value and never the row around it, and whatever else than
 * valid UTF-8 in an array of its own comes back ends the run. No message has a value.
 */
final class CheckedMask implements TextMask {

    private final TextMask mask;
    private final String word;
    private final PluginClass owner;
    private final CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();

    private CheckedMask(TextMask mask, String word, PluginClass owner) {
        this.mask = mask;
        this.word = word;
        this.owner = owner;
    }

    /** The mask of a recipe, for one thread. */
    static CheckedMask open(MaskRecipe recipe, PluginClass owner) {
        String word = recipe.mask().method().word();
        return new CheckedMask(answer(word, owner, () -> recipe.mask().open(recipe)), word, owner);
    }

    @Override
    public byte[] mask(byte[] utf8, int offset, int length) {
        byte[] value = Arrays.copyOfRange(utf8, offset, offset + length);
        byte[] masked = answer(word, owner, () -> mask.mask(value, 0, length));
        if (masked == value) {
            throw failed(word, owner, "it gave back the array that it was given, which holds the clear value", null);
        }
        try {
            strict.decode(ByteBuffer.wrap(masked));
        } catch (CharacterCodingException e) {
            throw failed(word, owner, "its answer is not valid UTF-8", e);
        }
        return masked;
    }

    private static <T> T answer(String word, PluginClass owner, Supplier<@Nullable T> asked) {
        @Nullable T answer;
        try {
            answer = asked.get();
        } catch (RuntimeException | LinkageError | StackOverflowError e) { // Spark ends the process at an error
            throw failed(word, owner, "it ended with " + e.getClass().getName(), e);
        }
        return Optional.ofNullable(answer).orElseThrow(() -> failed(word, owner, "it answered null", null));
    }

    private static ProblemsException failed(String word, PluginClass owner, String why, @Nullable Throwable cause) {
        ProblemsException failure = owner.failure("the mask '" + word + "' has failed", why);
        if (cause != null) {
            failure.addSuppressed(cause); // at an error among the causes Spark ends the process
        }
        return failure;
    }
}
