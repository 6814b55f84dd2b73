package dev.weir.privacy.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Column;
import dev.weir.contracts.Contract;
import dev.weir.contracts.DataType;
import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Product;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.Table;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.TriState;
import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.DataFiles;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.text.HashedFile;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.law.Category;
import dev.weir.privacy.law.Destination;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.MaskFit;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.PseudonymDomain;
import dev.weir.privacy.mask.kind.Encrypt;
import dev.weir.privacy.mask.kind.Generalisation;
import dev.weir.privacy.mask.kind.Generalise;
import dev.weir.privacy.mask.kind.Keep;
import dev.weir.privacy.mask.kind.Partial;
import dev.weir.privacy.mask.kind.Pseudonymise;
import dev.weir.privacy.mask.kind.Redact;
import dev.weir.privacy.mask.kind.Shift;
import dev.weir.privacy.mask.kind.Surrogate;
import dev.weir.privacy.mask.kind.Truncate;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What leaves in a copy, by contract, law and recipient. */
class CopyMasksTest {

    private static final Place PLACE = new Place("contracts/recipients.yaml", 3, 1);
    private static final LawPack LAW = LawPack.load("cn-2026-01");
    private static final Mask KEEP = new Keep();
    /** So many that what hangs on a key is not the same under all of them by chance, as the length of six made-up streets is. */
    private static final List<WorkspaceKey> KEYS = Stream.generate(
                    () -> WorkspaceKey.random(Clock.systemUTC(), new SecureRandom()))
            .limit(16)
            .toList();

    private static final List<String> SUBJECTS = List.of("S-1", "S-2");

    @ParameterizedTest
    @CsvSource({
        "ADDR, string, generalise to=district, '', '', generalise (to city)",
        "ADDR, string, generalise to=city, '', '', ''",
        "ADDR, string, generalise to=province, '', '', ''",
        "ADDR, string, keep, '', '', generalise (to city)",
        "ADDR, string, generalise to=district, generalise to=province, '', generalise (to province)",
        "ADDR, string, surrogate, generalise to=city, by counsel, 'surrogate, generalise (to city)'",
        "DATE, date, keep, '', '', shift",
        "DATE, string, keep, '', '', shift",
        "DATE, date, shift, '', '', shift (least 366)",
        "DATE, date, shift, generalise to=year, '', 'shift (least 366), generalise (to year)'",
        "DATE, date, keep, generalise to=year, by counsel, generalise (to year)",
        "DATE, string, generalise to=month, keep, by counsel, ''",
        "DATE, string, generalise to=month, generalise to=year, by counsel, generalise (to year)",
        "DATE, string, generalise to=month, drop, '', drop",
        "DATE, string, redact, '', '', ''",
        "MRN, string, pseudonymise, '', '', pseudonymise (algorithm hmac-sm3)",
        "MRN, string, encrypt, '', '', pseudonymise (algorithm hmac-sm3)",
        "MRN, string, keep, '', '', pseudonymise",
        "RID, string, surrogate, keep, by counsel, surrogate",
        "HEALTH, string, generalise to=parent levels=3, '', '', ''",
        "HEALTH, string, keep, generalise to=parent levels=3, '', 'generalise (to parent, levels 3)'",
        "AGE, string, generalise to=band, generalise to=band width=10 from=80, '', 'generalise (to band, width 10, from 80)'",
        "SPDIS, string, nullify, '', '', ''",
        "GENE, string, keep, drop, '', drop",
        "NAME, string, keep, '', '', drop",
        "RID, string, partial, drop, '', drop",
        "RID, string, partial, redact, '', redact",
        "ADDR, string, generalise to=city, generalise to=district, by counsel, ''",
        "ADDR, string, truncate length=6, keep, by counsel, ''",
        "HEALTH, string, truncate length=3, truncate length=3, by counsel, ''",
        "HEALTH, string, truncate length=3, truncate length=4, by counsel, ''",
        "HEALTH, string, truncate length=3, truncate length=2, by counsel, truncate (length 2)",
        "RID, string, surrogate, pseudonymise, by counsel, pseudonymise",
        "RID, string, surrogate, redact, '', redact"
    })
    void leaves(String category, String type, String released, String asked, String because, String done) {
        CopyMask mask = copy(LAW, category, type, mask(released), asked, because);
        assertThat(mask).isInstanceOf(CopyMask.Leaves.class);
        assertThat(((CopyMask.Leaves) mask).masks().stream().map(Mask::display).collect(Collectors.joining(", ")))
                .isEqualTo(done);
    }

    @ParameterizedTest
    @CsvSource({
        // The house kept the month, the law shifts.
        "DATE, string, generalise to=month, '', '', cannot be shown",
        "DATE, string, generalise to=month, keep, '', nobody says why",
        "DATE, date, keep, generalise to=month, '', nobody says why",
        "DATE, date, keep, generalise to=year, '', nobody says why",
        "DATE, date, keep, keep, '', nobody says why",
        "DATE, date, shift, generalise to=band, because, does not fit",
        // As strong as nothing.
        "MRN, string, keep, truncate length=99, '', nobody says why",
        "MRN, string, keep, encrypt, '', nobody says why",
        "MRN, string, keep, surrogate, '', nobody says why",
        "MRN, string, surrogate, keep, '', nobody says why",
        "MRN, string, pseudonymise, truncate length=8, because, cannot be done",
        "ADDR, string, keep, generalise to=district, '', nobody says why",
        "ADDR, string, keep, pseudonymise, '', nobody says why",
        "ADDR, string, truncate length=6, keep, '', nobody says why",
        "ADDR, string, surrogate, '', '', cannot be shown",
        "AGE, integer, keep, generalise to=band width=4 from=92, '', nobody says why",
        "AGE, string, generalise to=band width=10 from=88, '', '', cannot be shown",
        "AGE, string, generalise to=band, generalise to=year, because, cannot be done",
        "NAME, string, keep, redact, '', nobody says why",
        "RID, string, keep, partial, because, display only",
        "RID, string, partial, '', '', display only",
        "GENE, string, keep, '', '', may not leave",
        "GENE, string, keep, pseudonymise, because, may not leave",
        "MRN, string, keep, shift, because, does not fit",
        "XXX, string, keep, '', '', no category",
    })
    void stays(String category, String type, String released, String asked, String because, String why) {
        CopyMask mask = copy(LAW, category, type, mask(released), asked, because);
        assertThat(mask).isInstanceOf(CopyMask.Stays.class);
        CopyMask.Stays stays = (CopyMask.Stays) mask;
        assertThat(stays.why()).contains(why);
        assertThat(stays.remedy()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "drop, stays",
        "redact, stays",
        "generalise to=city, stays",
        "truncate length=3, stays",
        "keep, leaves",
        "pseudonymise, leaves"
    })
    void shiftsOnlyWhereTheReleaseTellsPeopleApart(String subject, String expected) {
        CopyMask mask = copy(LAW, "DATE", "date", mask("shift"), "", "", mask(subject));
        assertThat(mask instanceof CopyMask.Leaves).isEqualTo(expected.equals("leaves"));
    }

    @Test
    void knowsWhatACopyHasOfAColumn() {
        CopyMask.Leaves kept = new CopyMask.Leaves(List.of());
        assertThat(kept.isSent()).isTrue();
        assertThat(kept.says()).isTrue();
        CopyMask.Leaves constant = new CopyMask.Leaves(List.of(mask("redact")));
        assertThat(constant.isSent()).isTrue();
        assertThat(constant.says()).isFalse();
        CopyMask.Leaves gone = new CopyMask.Leaves(List.of(KEEP, mask("drop")));
        assertThat(gone.isSent()).isFalse();
        assertThat(gone.says()).isFalse();
    }

    /**
     * Nothing that leaves without {@code because} tells more than the release, or more than the law's mask, of any value: what
     * is equal in the release or under the law is equal in the copy, and what can be read off the copy without a key can be read
     * off what the law would leave.
     */
    @Property(tries = 4000)
    @Tag("torture")
    void noCopyIsFinerThanLawAndRelease(
            @ForAll("kinds") Kind kind,
            @ForAll("masks") Mask released,
            @ForAll("masks") Mask law,
            @ForAll("masks") Mask asked,
            @ForAll boolean asks) {
        boolean fits = fits(released, kind) && fits(law, kind) && !(law instanceof Partial);
        if (!fits) {
            return;
        }
        CopyMask copy = copy(
                withExport(kind.category(), law),
                kind.category(),
                released.outcome() == Mask.Outcome.TEXT ? "string" : kind.type(),
                released,
                asks ? words(asked) : "",
                "");
        Statistics.label("copy")
                .collect(copy.getClass().getSimpleName())
                .coverage(coverage -> coverage.check("Leaves").percentage(share -> share > 15));
        if (!(copy instanceof CopyMask.Leaves leaves) || !leaves.isSent()) {
            return;
        }
        List<Answers> answers = new ArrayList<>();
        for (String subject : SUBJECTS) {
            for (String value : kind.values()) {
                answers.add(Answers.of(kind, value, subject, released, law, leaves.masks()));
            }
        }
        List<Function<@Nullable String, Object>> ofLaw =
                features().filter(each -> isFree(answers, Answers::law, each)).toList();
        List<Function<@Nullable String, Object>> ofCopy =
                features().filter(each -> isFree(answers, Answers::copy, each)).toList();
        for (Answers one : answers) {
            for (Answers other : answers) {
                if (one.subject().equals(other.subject()) && one.released().equals(other.released())) {
                    assertThat(one.copy()).isEqualTo(other.copy());
                }
                if (one.unread(kind, law) || other.unread(kind, law)) {
                    continue;
                }
                String told = words(released) + ", " + leaves.masks() + ", by law " + words(law) + ": " + one + other;
                if (one.subject().equals(other.subject()) && one.law().equals(other.law())) {
                    assertThat(one.copy()).as(told).isEqualTo(other.copy());
                }
                boolean lawTells = ofLaw.stream()
                        .anyMatch(each -> !each.apply(one.law().get(0))
                                .equals(each.apply(other.law().get(0))));
                if (!lawTells) {
                    assertThat(ofCopy)
                            .as(told)
                            .allSatisfy(each -> assertThat(each.apply(one.copy().get(0)))
                                    .isEqualTo(each.apply(other.copy().get(0))));
                }
            }
        }
    }

    /** What the release made with a key never leaves as the release has it, and never as another recipient has it. */
    @Property(tries = 4000)
    @Tag("torture")
    void nothingThatAKeyMadeIsTheSameTwice(
            @ForAll("kinds") Kind kind,
            @ForAll("masks") Mask released,
            @ForAll("masks") Mask asked,
            @ForAll boolean asks) {
        boolean keyed = released instanceof Pseudonymise
                || released instanceof Encrypt
                || released instanceof Shift
                || released instanceof Surrogate;
        if (!keyed || !fits(released, kind)) {
            return;
        }
        CopyMask copy = copy(
                withExport(kind.category(), new Keep()),
                kind.category(),
                released.outcome() == Mask.Outcome.TEXT ? "string" : kind.type(),
                released,
                asks ? words(asked) : "",
                "by counsel");
        if (copy instanceof CopyMask.Leaves leaves && leaves.says()) {
            Mask first = leaves.masks().get(0);
            assertThat(first).isInstanceOfAny(Pseudonymise.class, Encrypt.class, Shift.class, Surrogate.class);
            assertThat(first instanceof Pseudonymise pseudonymise ? pseudonymise.domain() : Optional.empty())
                    .isEmpty();
        }
    }

    /** What is told of a value, with each key; NULL where nothing is. */
    private record Answers(
            String value,
            String subject,
            List<@Nullable String> released,
            List<@Nullable String> law,
            List<@Nullable String> copy) {

        static Answers of(Kind kind, String value, String subject, Mask released, Mask law, List<Mask> copied) {
            List<@Nullable String> ofRelease = new ArrayList<>();
            List<@Nullable String> ofLaw = new ArrayList<>();
            List<@Nullable String> ofCopy = new ArrayList<>();
            for (WorkspaceKey key : KEYS) {
                String left = masked(released, KEEP, key, "clinical", kind, value, subject);
                ofRelease.add(left);
                ofLaw.add(masked(law, KEEP, key, "export/law", kind, value, subject));
                String theirs = masked(mask("pseudonymise"), KEEP, key, "clinical", kind, subject, "");
                for (Mask mask : copied) {
                    left = left == null ? null : masked(mask, released, key, "export/london", kind, left, theirs);
                }
                ofCopy.add(left);
            }
            return new Answers(value, subject, ofRelease, ofLaw, ofCopy);
        }

        /** Whether the law's mask cannot read the value. */
        boolean unread(Kind kind, Mask by) {
            return law.contains("[" + kind.category() + "]") && !(by instanceof Redact);
        }
    }

    private static @Nullable String masked(
            Mask mask,
            Mask made,
            WorkspaceKey key,
            String domain,
            Kind kind,
            @Nullable String value,
            @Nullable String subject) {
        MaskRecipe recipe = MaskRecipe.of(mask, key, new PseudonymDomain(domain, kind.category()))
                .on(made);
        if (mask.leavesNothing()) {
            return null;
        } else if (mask instanceof Keep) {
            return value;
        } else if (mask instanceof Shift) {
            byte[] whose = Objects.requireNonNull(subject).getBytes(StandardCharsets.UTF_8);
            return LocalDate.parse(Objects.requireNonNull(value))
                    .plusDays(recipe.openShift().days(whose, 0, whose.length))
                    .toString();
        }
        byte[] text = Objects.requireNonNull(value).getBytes(StandardCharsets.UTF_8);
        return new String(recipe.open().mask(text), StandardCharsets.UTF_8);
    }

    /** What can be read off an answer. */
    private static Stream<Function<@Nullable String, Object>> features() {
        Stream<Function<@Nullable String, Object>> whole =
                Stream.of(answer -> answer == null ? "" : answer, answer -> answer == null ? 0 : answer.length());
        // a made-up name has the length of the true one, or one that hangs on the key from some length on
        Stream<Function<@Nullable String, Object>> lengths = IntStream.rangeClosed(1, 20)
                .mapToObj(most -> answer -> answer == null ? 0 : Math.min(most, answer.length()));
        return Stream.concat(
                Stream.concat(whole, lengths),
                IntStream.rangeClosed(1, 10)
                        .mapToObj(length -> answer ->
                                answer == null ? "" : answer.substring(0, Math.min(length, answer.length()))));
    }

    /** Whether a feature does not hang on the key. */
    private static boolean isFree(
            List<Answers> answers,
            Function<Answers, List<@Nullable String>> of,
            Function<@Nullable String, Object> feature) {
        return answers.stream()
                .allMatch(
                        each -> of.apply(each).stream().map(feature).distinct().count() == 1);
    }

    /** Columns of one category and type, with values of theirs. */
    private record Kind(String category, String type, List<String> values) {}

    @Provide
    Arbitrary<Kind> kinds() {
        // At the edges of years, decades and the century, so that a shift tells nothing of them for sure.
        List<String> days = List.of(
                "1989-12-29",
                "1989-12-30",
                "1990-01-02",
                "1990-02-02",
                "1999-12-30",
                "2000-01-02",
                "2000-01-03",
                "2009-12-30");
        return Arbitraries.of(
                new Kind("DATE", "date", days),
                new Kind("DATE", "string", days),
                new Kind("AGE", "integer", List.of("0", "4", "5", "37", "38", "41", "79", "80", "88", "91", "104")),
                new Kind("AGE", "string", List.of("0", "4", "5", "37", "38", "41", "79", "80", "88", "91", "104")),
                new Kind(
                        "ADDR",
                        "string",
                        List.of(
                                "广东省深圳市南山区科技园路1号",
                                "广东省深圳市南山区科技园路2号",
                                "广东省深圳市福田区福华路2号",
                                "广东省广州市天河区体育西路3号",
                                "北京市海淀区中关村大街1号",
                                "四川省成都市武侯区人民南路4号")),
                new Kind("PHONE", "string", List.of("13800138000", "13800138001", "15912345678", "18688889999")),
                new Kind("MRN", "string", List.of("H0012345", "H0012346", "H0098765", "Z0098765")),
                new Kind("RID", "string", List.of("11010519491231002X", "110105194912310038", "440524188001010014")),
                new Kind("NAME", "string", List.of("张三", "张四", "欧阳娜娜", "Anna Schmidt")),
                new Kind("HEALTH", "string", List.of("E11.9", "E11.8", "E10.9", "I10", "C50.912")),
                new Kind("NONE", "decimal(10,2)", List.of("59.9", "61", "-3", "120.25", "59.8")));
    }

    @Provide
    Arbitrary<Mask> masks() {
        return Arbitraries.of(
                        "keep",
                        "keep",
                        "drop",
                        "nullify",
                        "redact",
                        "redact extent=spans",
                        "partial first=1",
                        "pseudonymise",
                        "pseudonymise domain=shared",
                        "encrypt",
                        "encrypt format=kept",
                        "encrypt format=kept keep=2",
                        "shift",
                        "shift",
                        "truncate length=3",
                        "truncate length=6",
                        "truncate length=99",
                        "surrogate",
                        "generalise to=month",
                        "generalise to=quarter",
                        "generalise to=year",
                        "generalise to=district",
                        "generalise to=city",
                        "generalise to=province",
                        "generalise to=band",
                        "generalise to=band width=10 from=80",
                        "generalise to=band width=4 from=92",
                        "generalise to=parent levels=3",
                        "generalise to=parent levels=2",
                        "generalise to=bin width=20",
                        "generalise to=bin width=50",
                        "generalise to=bin width=60")
                .map(CopyMasksTest::mask);
    }

    private static boolean fits(Mask mask, Kind kind) {
        boolean ofNumbers = mask instanceof Generalise generalise
                && (generalise.to() instanceof Generalisation.Bin || generalise.to() instanceof Generalisation.Band)
                && kind.category().equals("PHONE");
        return !ofNumbers
                && MaskFit.checkCopy(
                        List.of(mask instanceof Partial ? new Truncate(1) : mask),
                        "visits",
                        column("value", kind.type(), kind.category(), new Keep()),
                        Optional.empty(),
                        Optional.of("person"),
                        PLACE,
                        new Problems());
    }

    private static CopyMask copy(
            LawPack law, String category, String type, Mask released, String asked, String because) {
        return copy(law, category, type, released, asked, because, mask("pseudonymise"));
    }

    private static CopyMask copy(
            LawPack law, String category, String type, Mask released, String asked, String because, Mask ofSubject) {
        ReleasedColumn column = column("value", type, category, released);
        List<Recipient.ChosenMask> chosen = asked.isEmpty()
                ? List.of()
                : List.of(new Recipient.ChosenMask(
                        new Recipient.OfCategory(category), mask(asked).written(), because, PLACE));
        return new CopyMasks(
                        law, "clinical", recipient(chosen), Optional.of(new Subjects(product())), EarlierCopies.none())
                .of(
                        new ReleasedTable(
                                "visits",
                                new ReleasedTable.Version(TableFormat.ICEBERG, "x", "x", 1),
                                List.of(column("person", "string", "MRN", ofSubject), column),
                                new ContentDigest(1, "weir-rows-1:" + "0".repeat(64), "0".repeat(64), List.of()),
                                new DataFiles(1, 1, "0".repeat(64)),
                                "clinical.visits 1.0.0"),
                        column);
    }

    private static ReleasedColumn column(String name, String type, String category, Mask mask) {
        MaskChoice written = mask.written();
        Map<String, String> parameters = new LinkedHashMap<>(written.parameters());
        if (mask.shifts()) { // as a run writes it
            parameters.put(ReleasedTable.AppliedMask.SUBJECT, "person");
        }
        return new ReleasedColumn(
                name, type, category, new ReleasedTable.AppliedMask(written.method(), parameters), "", "");
    }

    private static Recipient recipient(List<Recipient.ChosenMask> masks) {
        return new Recipient(
                "london",
                new Recipient.Party("London", Optional.of("GB"), TriState.YES, TriState.NO),
                new Recipient.Request(Optional.empty(), List.of("clinical"), "", Optional.empty(), Optional.empty()),
                List.of(),
                new Recipient.Duties(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                new Recipient.Delivery(masks, Optional.empty()),
                PLACE);
    }

    /** Whose rows are those of {@code person}. */
    private static Product product() {
        Column person = new Column(
                "person",
                new DataType.Text(),
                Column.Presence.REQUIRED,
                new Column.Meaning("", Optional.of("MRN"), Optional.empty(), Optional.empty()),
                new Column.Origin("person", List.of(), Column.OnBadValue.QUARANTINE, Optional.empty(), List.of()),
                PLACE);
        Table table = new Table(
                "visits",
                "",
                List.of(person),
                new Table.Keys(List.of(), List.of(), Optional.of("person")),
                new Table.Query("SELECT 1", List.of(), PLACE),
                PLACE);
        Contract contract = new Contract(
                "clinical.visits",
                "1.0.0",
                new Contract.About("visits", "active", "", "", "", List.of()),
                List.of(table),
                new Contract.Terms(Optional.empty(), Optional.empty(), List.of()),
                new HashedFile("contracts/visits.odcs.yaml", "0".repeat(64)));
        return new Product(
                "clinical",
                new Product.About("Clinical", "", "1.0.0", List.of(), "", CatalogueFacts.NONE),
                Product.Audience.ENCLAVE,
                List.of(contract),
                List.of(),
                Product.Concessions.NONE,
                List.of());
    }

    /** The pack with another mask for export. */
    private static LawPack withExport(String code, Mask mask) {
        Category category = LAW.category(code).orElseThrow();
        Map<Destination, Category.DefaultMask> masks = new EnumMap<>(category.masks());
        masks.put(Destination.EXPORT, new Category.DefaultMask.Use(mask));
        Map<String, Category> categories = new LinkedHashMap<>(LAW.categories());
        categories.put(
                code,
                new Category(
                        code,
                        category.term(),
                        category.scope(),
                        category.standing(),
                        masks,
                        category.note(),
                        category.form()));
        return new LawPack(
                LAW.id(), LAW.title(), LAW.asOf(), LAW.sha256(), categories, LAW.provisions(), LAW.overlay());
    }

    private static String words(Mask mask) {
        StringBuilder text = new StringBuilder(mask.written().method());
        mask.written()
                .parameters()
                .forEach((name, value) ->
                        text.append(' ').append(name).append('=').append(value));
        return text.toString();
    }

    private static Mask mask(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        List<String> words = List.of(text.split(" "));
        words.subList(1, words.size()).forEach(word -> parameters.put(word.split("=")[0], word.split("=")[1]));
        return Mask.parse(new MaskChoice(words.get(0), parameters), Place.of("mask"));
    }
}
