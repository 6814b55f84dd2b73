package dev.weir.privacy.detect.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words that stand in a file of ours, one on a line, and tables of them. */
public final class WordList {

    private WordList() {}

    /** The words of a list that ships. */
    public static Set<String> read(String file) {
        return lines(file).filter(line -> !line.isBlank()).collect(Collectors.toUnmodifiableSet());
    }

    /** The rows of a table of three columns, without its header. */
    public static Stream<String[]> rows(String file) {
        return lines(file)
                .map(line -> line.split("\t", -1))
                .filter(fields -> fields.length == 3 && !fields[0].equals("code"));
    }

    private static Stream<String> lines(String file) {
        try (InputStream stream = Objects.requireNonNull(WordList.class.getResourceAsStream("/detect/" + file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
