package dev.weir.privacy.mask;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.text.NearestName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * What may stand beside a mask's name, as parser and writer know it.
 *
 * @param name in files
 * @param words that it takes; none where it takes others than certain words
 * @param reader from the text to the value, or the problem
 * @param part of a mask, as it is written; empty where it is not
 * @param usual what is meant where it is not written; empty where it has to be
 */
public record Parameter<M, T>(
        String name, List<String> words, Reader<T> reader, Function<M, Optional<String>> part, Optional<T> usual) {

    /** From text to a value. */
    public interface Reader<T> {

        /** @throws dev.weir.contracts.ProblemsException when it is none ({@link MaskDefinition#refused}) */
        T read(String text, MaskDefinition written);
    }

    public Parameter {
        requireNonNull(name, "name");
        words = List.copyOf(words);
        requireNonNull(reader, "reader");
        requireNonNull(part, "part");
        requireNonNull(usual, "usual");
    }

    /** A whole number of six digits at most; the mask itself knows its bounds. */
    public static <M> Parameter<M, Integer> whole(String name, ToIntFunction<M> part) {
        return new Parameter<>(
                name,
                List.of(),
                (text, written) -> Integer.parseInt(matched("[0-9]{1,6}", name, text, "a whole number", written)),
                mask -> Optional.of(Integer.toString(part.applyAsInt(mask))),
                Optional.empty());
    }

    /** A number. */
    public static <M> Parameter<M, BigDecimal> decimal(String name, Function<M, BigDecimal> part) {
        return new Parameter<>(
                name,
                List.of(),
                (text, written) ->
                        new BigDecimal(matched("[0-9]{1,12}(\\.[0-9]{1,12})?", name, text, "a number", written)),
                mask -> Optional.of(part.apply(mask).toPlainString()),
                Optional.empty());
    }

    private static String matched(String pattern, String name, String text, String kind, MaskDefinition written) {
        if (!text.matches(pattern)) {
            throw written.refused(
                    text.isEmpty()
                            ? "The mask '" + written.method() + "' says no '" + name + "'"
                            : is(name, text, written),
                    "it is " + kind,
                    "write one");
        }
        return text;
    }

    /** One of an enum's constants. */
    public static <M, E extends Enum<E>> Parameter<M, E> word(String name, Class<E> type, Function<M, E> part) {
        List<E> constants = List.of(type.getEnumConstants());
        List<String> words = constants.stream().map(Parameter::word).toList();
        return new Parameter<>(
                name,
                words,
                (text, written) -> {
                    int at = words.indexOf(text);
                    if (at < 0) {
                        throw written.refused(
                                is(name, text, written),
                                "it is one of " + String.join(", ", words),
                                NearestName.remedy(text, words, "write one of those"));
                    }
                    return constants.get(at);
                },
                mask -> Optional.of(word(part.apply(mask))),
                Optional.empty());
    }

    private static String is(String name, String text, MaskDefinition written) {
        return "'" + name + "' of the mask '" + written.method() + "' is '" + text + "'";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The same, and what is meant where it is not written. */
    public Parameter<M, T> usually(T value) {
        return new Parameter<>(name, words, reader, part, Optional.of(value));
    }

    /** The same, not written where it is the usual one. */
    public Parameter<M, T> whereNotUsual() {
        String plain = usual.map(String::valueOf).orElseThrow();
        return new Parameter<>(
                name, words, reader, mask -> part.apply(mask).filter(text -> !text.equals(plain)), usual);
    }
}
