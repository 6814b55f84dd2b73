package dev.weir.privacy.detect.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Words that stand in a file of ours, one on a line. */
public final class WordList {

    private WordList() {}

    /** The words of a list that ships. */
    public static Set<String> read(String file) {
        try (InputStream stream = Objects.requireNonNull(WordList.class.getResourceAsStream("/detect/" + file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
