package dev.weir.privacy.detect.words;

import dev.weir.contracts.text.OwnResource;
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
        return OwnResource.text(WordList.class, "/detect/" + file).lines();
    }
}
