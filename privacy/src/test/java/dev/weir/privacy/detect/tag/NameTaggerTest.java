package dev.weir.privacy.detect.tag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.detect.find.Span;
import dev.weir.privacy.detect.find.Spans;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameTaggerTest {

    private static final Path NOTES = Path.of("src/test/resources/detect/tagger");
    private static final Path WEIGHTS = Path.of("src/main/resources/detect/name-tagger.bin");

    /** Whoever changes a note makes the weights anew: CONTRIBUTING.md has the command. */
    @Test
    void theWeightsThatShipAreThoseOfTheNotes() throws IOException {
        assertThat(shipped().corpus()).isEqualTo(NameTaggerTraining.digest(NameTaggerTraining.notes(NOTES)));
    }

    /** On any machine; with {@code -Dweir.tagger=write} it writes them. */
    @Tag("slow")
    @Test
    void theNotesGiveTheWeights() throws IOException {
        TaggerWeights trained = NameTaggerTraining.trained(NOTES);
        if ("write".equals(System.getProperty("weir.tagger"))) {
            try (OutputStream file = Files.newOutputStream(WEIGHTS)) {
                trained.write(file);
            }
        }
        assertThat(trained.isSame(written(Files.readAllBytes(WEIGHTS)))).isTrue();
    }

    @Test
    void weightsAreReadAsTheyWereWritten() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        shipped().write(bytes);
        assertThat(written(bytes.toByteArray()).isSame(shipped())).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "患者张伟明诉头晕，由其妻李秀兰陪同 | NAME:张伟明 NAME:李秀兰",
                "Seen by Dr Okonkwo with her daughter Ngozi | NAME:Okonkwo NAME:Ngozi",
                "史密斯骨折，徐长卿10g，帕金森病 | ''",
                "Foley catheter out, Parkinson disease stable | ''",
            })
    void findsNamesByWhatStandsAroundThem(String text, String found) {
        assertThat(found(text)).isEqualTo(found);
    }

    @Property
    void spansLieWithinAnyTextAndInOrder(@ForAll String text) {
        int at = 0;
        for (Span span : spans(text)) {
            assertThat(span.start()).isGreaterThanOrEqualTo(at);
            assertThat(span.end()).isLessThanOrEqualTo(text.length());
            at = span.end();
        }
    }

    /** Tokens hold each character that is no blank, once. */
    @Property
    void tokensAreTheTextWithoutItsBlanks(@ForAll String text) {
        StringBuilder tokens = new StringBuilder();
        Token.of(text).forEach(token -> tokens.append(text, token.start(), token.end()));
        StringBuilder rest = new StringBuilder();
        text.chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> rest.append((char) c));
        assertThat(tokens.toString()).isEqualTo(rest.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"O'Brien's | O'Brien ' s", "张a1 | 张 a 1", "12.5mg | 12 . 5 mg", "don't | don't"})
    void aTokenIsOneKindOfCharacter(String text, String tokens) {
        assertThat(String.join(
                        " ",
                        Token.of(text).stream()
                                .map(token -> text.substring(token.start(), token.end()))
                                .toList()))
                .isEqualTo(tokens);
    }

    private static String found(String text) {
        return String.join(
                " ",
                spans(text).stream()
                        .map(span -> span.category() + ":" + text.substring(span.start(), span.end()))
                        .toList());
    }

    private static List<Span> spans(String text) {
        Spans spans = new Spans();
        NameTagger.shipped().find(text, spans);
        return spans.joined();
    }

    private static TaggerWeights shipped() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(NameTagger.class.getResourceAsStream("/detect/name-tagger.bin"))) {
            return TaggerWeights.read(file);
        }
    }

    private static TaggerWeights written(byte[] bytes) throws IOException {
        return TaggerWeights.read(new ByteArrayInputStream(bytes));
    }
}
