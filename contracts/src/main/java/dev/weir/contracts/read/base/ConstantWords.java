package dev.weir.contracts.read.base;

import dev.weir.contracts.Answer;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.Locale;
import java.util.Optional;

/** Words of files as the constants they name. What is no such word was told by the file's check. */
public final class ConstantWords {

    private ConstantWords() {}

    /** The constant whose name is the word, in lower case and with '-' for '_'. */
    public static <E extends Enum<E>> Optional<E> of(YamlMap map, String key, Class<E> type) {
        return named(type, map.textOrEmpty(key).toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The constant whose name is the word, letter for letter. */
    public static <E extends Enum<E>> Optional<E> exactly(YamlMap map, String key, Class<E> type) {
        return named(type, map.textOrEmpty(key));
    }

    private static <E extends Enum<E>> Optional<E> named(Class<E> type, String name) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }

    /** A flag, which may not be there. */
    public static Answer answer(YamlMap map, String key) {
        Optional<YamlScalar> flag = map.scalar(key).filter(scalar -> scalar.sort() == YamlScalar.Sort.FLAG);
        return flag.isEmpty() ? Answer.UNKNOWN : Answer.of(flag.get().isTrue());
    }
}
