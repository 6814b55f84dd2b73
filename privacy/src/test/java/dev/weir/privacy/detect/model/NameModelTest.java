package dev.weir.privacy.detect.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.contracts.TextModel;
import dev.weir.privacy.detect.ColumnClassifier;
import dev.weir.privacy.detect.ColumnTally;
import dev.weir.privacy.detect.LeakCounts;
import dev.weir.privacy.detect.LeakKind;
import dev.weir.privacy.detect.LeakLimit;
import dev.weir.privacy.detect.LeakScan;
import dev.weir.privacy.detect.Proposal;
import dev.weir.privacy.detect.TablePart;
import dev.weir.privacy.detect.TextScanner;
import dev.weir.privacy.detect.TinyModel;
import dev.weir.privacy.detect.ValueTraits;
import dev.weir.privacy.detect.find.Span;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.PseudonymDomain;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model that a workspace brings adds to the rules: wherever they look, and never more by what came before. */
class NameModelTest {

    private static final NameModel SHARED = shared();

    @TempDir
    private Path root;

    private static NameModel shared() {
        try {
            Path folder = Files.createTempDirectory("weir-model");
            folder.toFile().deleteOnExit();
            return NameModel.of(folder, TinyModel.in(folder));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void namesThatRulesDoNotKnowGoFromText() {
        TextScanner scanner = TextScanner.with(List.of(SHARED));
        Random random = new Random(1);
        int byRules = 0;
        int byModel = 0;
        for (int i = 0; i < 200; i++) {
            String name = TinyModel.name(random);
            String text = TinyModel.sentence(random, name) + " Telefon 13812345678.";
            byRules += TextScanner.standard().redact(text).contains(name) ? 1 : 0;
            String redacted = scanner.redact(text);
            byModel += redacted.contains(name) ? 1 : 0;
            assertThat(redacted).contains("[PHONE]");
        }
        assertThat(byRules).as("names that the rules leave").isGreaterThan(20);
        assertThat(byModel).as("names that the model leaves").isLessThanOrEqualTo(2);
        assertThat(scanner.redact("die Wunde ist trocken.")).isEqualTo("die Wunde ist trocken.");
    }

    @Test
    void placesAreThoseOfTheTextAsItIsWritten() {
        String text = "Gestern kam\u200b Brem\u00adwyll zur Kontrolle.";

        assertThat(TextScanner.with(List.of(SHARED)).redact(text)).isEqualTo("Gestern kam\u200b [NAME] zur Kontrolle.");
    }

    @Test
    void aNameThatTheModelFoundIsFoundAgainByTheRules() {
        String text = "Gestern kam Bremwyll zur Kontrolle.\nOP 7 / Bremwyll / li.";

        assertThat(TextScanner.with(List.of(SHARED)).redact(text)).doesNotContain("Bremwyll");
    }

    /** A text without a full stop is read in pieces, which cut no name. */
    @Test
    void everyNameOfALongTextIsFound() {
        Random random = new Random(4);
        Set<String> names = new TreeSet<>();
        while (names.size() < 50) {
            names.add(TinyModel.name(random));
        }
        StringBuilder text = new StringBuilder();
        names.forEach(name -> text.append("Gestern kam ").append(name).append(" zur Kontrolle und "));
        String redacted = TextScanner.with(List.of(SHARED)).redact(text.toString());
        assertThat(names).noneMatch(redacted::contains);
        assertThat(redacted).startsWith("Gestern kam [NAME] zur Kontrolle und Gestern kam [NAME] zur");
    }

    @Test
    void lessSureThanTheMinimumIsNoName() {
        NameModel sure = new NameModel(SHARED.path(), SHARED.file(), SHARED.sha256(), SHARED.finds(), 1);
        String text = "Gestern kam Bremwyll zur Kontrolle.";

        assertThat(TextScanner.with(List.of(SHARED)).redact(text)).doesNotContain("Bremwyll");
        assertThat(TextScanner.with(List.of(sure)).redact(text))
                .isEqualTo(TextScanner.standard().redact(text));
    }

    @Test
    @Tag("torture")
    void timeGrowsWithTheLength() {
        Random random = new Random(5);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append("und ").append(TinyModel.name(random)).append(' ');
        }

        long start = System.nanoTime();
        TextScanner.with(List.of(SHARED)).modelled(text.toString());
        assertThat((System.nanoTime() - start) / 1_000_000_000.0)
                .as("seconds for 400,000 characters without a full stop")
                .isLessThan(30);
    }

    @Property(tries = 200)
    @net.jqwik.api.Tag("slow")
    void theSameTextGivesTheSameAnswerWhateverCameBefore(
            @ForAll("texts") List<String> before, @ForAll("texts") List<String> asked) {
        TextScanner scanner = TextScanner.with(List.of(SHARED));
        List<List<Span>> first = asked.stream().map(scanner::find).toList();
        before.forEach(scanner::find);

        for (int i = asked.size() - 1; i >= 0; i--) {
            assertThat(scanner.find(asked.get(i))).isEqualTo(first.get(i));
        }
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.randomValue(random -> {
                    String name = TinyModel.name(random);
                    return TinyModel.sentence(random, name) + " " + TinyModel.sentence(random, name) + "\n" + name
                            + " ist da, nicht " + TinyModel.name(random);
                })
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Test
    void manyThreadsAskOneScanner() {
        TextScanner scanner = TextScanner.with(List.of(SHARED));
        Map<String, List<Span>> alone = new ConcurrentHashMap<>();
        Random random = new Random(3);
        IntStream.range(0, 100)
                .mapToObj(i -> TinyModel.sentence(random, TinyModel.name(random)))
                .forEach(text -> alone.put(text, scanner.find(text)));
        AtomicInteger compared = new AtomicInteger();

        IntStream.range(0, 8)
                .parallel()
                .forEach(round -> alone.forEach((text, spans) -> {
                    assertThat(scanner.find(text)).isEqualTo(spans);
                    compared.incrementAndGet();
                }));
        assertThat(compared.get()).isEqualTo(8 * alone.size());
    }

    @Test
    void aRecipeTravelsWithItsModel() throws IOException, ClassNotFoundException {
        WorkspaceKey key = WorkspaceKey.random(Clock.systemUTC(), new java.security.SecureRandom());
        MaskRecipe recipe = MaskRecipe.of(
                        Mask.parse(new MaskChoice("redact", Map.of("extent", "spans")), Place.of("test")),
                        key,
                        new PseudonymDomain("clinical", "TEXT"))
                .asking(List.of(SHARED));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
            objects.writeObject(recipe);
        }
        assertThat(out.size()).as("the model's bytes stay where they are").isLessThan(5_000);
        MaskRecipe arrived;
        try (ObjectInputStream objects = new ObjectInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            arrived = (MaskRecipe) objects.readObject();
        }

        assertThat(arrived.models()).containsExactly(SHARED);
        byte[] text = "Gestern kam Bremwyll zur Kontrolle.".getBytes(StandardCharsets.UTF_8);
        assertThat(new String(arrived.open().mask(text, 0, text.length), StandardCharsets.UTF_8))
                .isEqualTo("Gestern kam [NAME] zur Kontrolle.");
    }

    @Test
    void aColumnOfNamesIsALeakThatRulesPassOver() {
        Random random = new Random(11);
        LeakScan rules = new LeakScan("c");
        LeakScan both = new LeakScan("c", List.of(), List.of(SHARED), TablePart.WHOLE);
        for (int i = 0; i < 2_000; i++) {
            byte[] named = TinyModel.name(random).getBytes(StandardCharsets.UTF_8);
            rules.add(named);
            both.add(named);
        }
        LeakCounts found = both.counts();

        assertThat(rules.counts().over(LeakLimit.standard())).isEmpty();
        assertThat((double) found.found(LeakKind.NAME) / found.values()).isBetween(0.5, 1.0);
        assertThat(found.over(LeakLimit.standard()))
                .extracting(LeakCounts.Leak::kind)
                .containsExactly(LeakKind.NAME);
    }

    @Test
    void aValueInQuarantineIsWithheld() {
        byte[] text = "Laut Ziskundal ist die Wunde trocken.".getBytes(StandardCharsets.UTF_8);

        assertThat(new LeakScan("c", List.of(), List.of(SHARED), TablePart.WHOLE).categories(text, 0, text.length))
                .containsExactly("NAME");
        assertThat(new LeakScan("c").categories(text, 0, text.length)).isEmpty();
    }

    @Test
    void aColumnIsProposedForAPersonToLookAt() {
        Random random = new Random(7);
        ColumnTally byRules = new ColumnTally();
        ColumnTally byModel = new ColumnTally();
        for (int i = 0; i < 300; i++) {
            String name = TinyModel.name(random);
            byRules.add(ValueTraits.of(name), 1);
            byModel.add(ValueTraits.with(List.of(), List.of(SHARED)).applyAsLong(name), 1);
        }

        Proposal proposal = new ColumnClassifier(code -> 3, List.of(), List.of(SHARED)).classify("col_7", byModel);
        assertThat(proposal.category()).isEqualTo(Optional.of("NAME"));
        assertThat(proposal.review()).isEqualTo(Proposal.Review.NEEDED);
        assertThat(new ColumnClassifier(code -> 3, List.of(), List.of())
                        .classify("col_7", byRules)
                        .subtype())
                .isNotEqualTo("MODEL");
    }

    @Test
    @Tag("torture")
    void itsCostIsMeasured() {
        double cost = SHARED.millisecondsPerThousand();

        assertThat(cost).isBetween(0.001, 100.0);
    }

    @Test
    void whatARecordOfAReleaseSays() {
        assertThat(SHARED.recorded().engine()).matches("Apache OpenNLP 2\\.\\d+\\.\\d+");
        assertThat(SHARED.recorded().sha256()).isEqualTo(SHARED.sha256());
    }

    @Test
    void aModelIsReadOnce() throws IOException {
        TextModel written = TinyModel.in(root);
        NameModel model = NameModel.of(root, written);
        TextScanner.with(List.of(model));
        Files.delete(root.resolve(TinyModel.FILE));

        assertThat(TextScanner.with(List.of(model)).redact("Gestern kam Bremwyll zur Kontrolle."))
                .contains("[NAME]");
        assertThat(written.place()).isEqualTo(new Place("weir.yaml", 7, 5));
    }
}
