package dev.weir.privacy.detect.tag;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes the weights of the tagger from notes in which each name, number and address stands between ⟦ and ⟧. */
final class NameTaggerTraining {

    private static final int VARIANTS = 4;

    /** A name that is left weighs more than a word that is hidden; and English is found as often as Chinese. */
    private static final double HAN = 0.7;

    private static final double LETTERS = 1.6;

    private NameTaggerTraining() {}

    static TaggerWeights trained(Path folder) throws IOException {
        List<String> notes = notes(folder);
        NoteVariants variants = new NoteVariants(notes);
        List<MarkedNote> marked = new ArrayList<>();
        for (String note : notes) {
            marked.add(MarkedNote.of(note));
            for (int i = 0; i < (note.indexOf('⟦') < 0 ? 1 : VARIANTS); i++) {
                marked.add(MarkedNote.of(variants.of(note)));
            }
        }
        return FieldTraining.of(marked, digest(notes), HAN, LETTERS);
    }

    static byte[] digest(List<String> notes) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", notes).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JVM has SHA-256", impossible);
        }
    }

    static List<String> notes(Path folder) throws IOException {
        List<String> notes = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> !line.isBlank())
                        .forEach(notes::add);
            }
        }
        return notes;
    }
}
