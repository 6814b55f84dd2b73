package dev.weir.privacy.detect.words;

import dev.weir.contracts.text.OwnResource;
import java.util.Set;
import java.util.stream.Collectors;

/** Words that stand in a file of ours, one on a line. */
public final class WordList {

    private WordList() {}

    /** The words of a list that ships. */
    public static Set<String> read(String file) {
        return OwnResource.text(WordList.class, "/detect/" + file)
                .lines()
                .filter(line -> !line.isBlank())
                .collect(Collectors.toUnmodifiableSet());
    }
}
