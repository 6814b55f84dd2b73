import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Makes the word lists of the detectors from two packages of the build: the words of English, those for people and the places of WordNet 3.1,
 * and the names in Latin letters of Datafaker's locales. Arguments: the folder of the lists, this file. Lists that
 * are younger stay.
 */
final class WordLists {

    private static final String WORDNET = "/net/sf/extjwnl/data/wordnet/wn31/";

    /** WordNet's file of nouns for places: lexnames(5WN). */
    private static final String LOCATION = "15";

    /** And that for people. */
    private static final String PERSON = "18";

    private static final Pattern WORD = Pattern.compile("[a-z]{2,}(?:['-][a-z]+)*");
    private static final Pattern PLACE = Pattern.compile("[A-Z][\\p{L}'-]+");
    private static final Pattern NAME = Pattern.compile("\\p{Lu}[\\p{IsLatin}'\u2019-]{2,24}");

    /** Locales that write names in Latin letters. */
    private static final List<String> LOCALES = List.of(
            "ca", "cs-CZ", "cs", "da-DK", "de-AT", "de-CH", "de", "en/name", "en-AU", "en-CA", "en-GB", "en-IN", "en-NG",
            "en-NZ", "en-PH", "en-PK", "en-SG", "en-UG", "en-ZA", "es-AR", "es-MX", "es-PY", "es", "et", "fi-FI", "fr-CA",
            "fr-CH", "fr", "hr", "hu", "id", "it", "lv", "nb-NO", "nl", "no-NO", "pl", "pt-BR", "pt", "sk", "sq", "sv-SE",
            "sv", "tr", "vi");

    private WordLists() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        if (isThere(folder.resolve("names.txt"), Path.of(arguments[1]))) {
            return;
        }
        Set<String> words = new TreeSet<>();
        Set<String> places = new TreeSet<>();
        Set<String> people = new TreeSet<>();
        for (String file : List.of("noun", "verb", "adj", "adv")) {
            for (String line : lines(WORDNET + "data." + file)) {
                if (!line.startsWith(" ")) {
                    synset(line.split(" "), words, places, people);
                }
            }
            lines(WORDNET + file + ".exc").forEach(line -> add(line.split(" ")[0], WORD, words));
        }
        Set<String> names = new TreeSet<>();
        for (String locale : LOCALES) {
            names(locale, names);
        }
        write(folder.resolve("english-words.txt"), words);
        write(folder.resolve("places.txt"), places);
        write(folder.resolve("people.txt"), people);
        write(folder.resolve("names.txt"), names);
    }

    /** Of the lists this one is written last. */
    private static boolean isThere(Path last, Path source) throws IOException {
        return Files.exists(last)
                && Files.getLastModifiedTime(last).compareTo(Files.getLastModifiedTime(source)) > 0;
    }

    /** Offset, file, kind, how many words in hexadecimal digits, then each word and its number: wndb(5WN). */
    private static void synset(String[] fields, Set<String> words, Set<String> places, Set<String> people) {
        int many = Integer.parseInt(fields[3], 16);
        for (int i = 0; i < many; i++) {
            String word = fields[4 + 2 * i].replaceFirst("\\(.*\\)$", ""); // an adjective's place is a mark: (p), (a), (ip)
            add(word, WORD, words);
            if (fields[1].equals(LOCATION)) {
                add(word, PLACE, places);
            }
            if (fields[1].equals(PERSON)) {
                add(word, WORD, people);
            }
        }
    }

    private static void names(String locale, Set<String> names) throws IOException {
        Object file = new Load(LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build())
                .loadFromString(String.join("\n", lines("/" + locale + ".yml")));
        ((Map<?, ?>) file).values().forEach(language -> lists(language, names));
    }

    private static void lists(Object language, Set<String> names) {
        Object name = ((Map<?, ?>) ((Map<?, ?>) language).get("faker")).get("name");
        if (name == null) {
            return; // a country's file may name nobody
        }
        ((Map<?, ?>) name).forEach((key, values) -> {
            boolean known = key.toString().contains("first_name") || key.toString().contains("last_name");
            if (known && values instanceof Collection<?> list) {
                new ArrayList<>(list).forEach(value -> add(String.valueOf(value), NAME, names));
            }
        });
    }

    private static void add(String word, Pattern form, Set<String> to) {
        if (form.matcher(word).matches()) {
            to.add(word.toLowerCase(Locale.ROOT).replace('\u2019', '\''));
        }
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream stream = Objects.requireNonNull(WordLists.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static void write(Path file, Set<String> words) throws IOException {
        Files.writeString(file, String.join("\n", words) + "\n");
    }
}
