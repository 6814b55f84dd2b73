package dev.weir.jobs.engine.pass;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.HarmlessColumn;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.read.WaiverFile;
import dev.weir.contracts.release.HarmlessFinding;
import dev.weir.contracts.text.NumberText;
import dev.weir.jobs.engine.sink.WatchFindings;
import dev.weir.jobs.engine.staged.TableRun;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.privacy.detect.HeaderHints;
import dev.weir.privacy.detect.IdentifierForm;
import dev.weir.privacy.detect.LeakCounts;
import dev.weir.privacy.detect.LeakKind;
import dev.weir.privacy.detect.LeakLimit;
import dev.weir.privacy.detect.SubjectInText;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.Provisions;
import dev.weir.privacy.mask.kind.Generalise;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stops a run whose columns hold what their contract does not say: more of a {@link LeakKind} than the law pack's rates, or the
 * key of the row's own person. Less than that stands in the report for a person to look at, and so does what a steward calls
 * harmless.
 */
final class LeakGuard {

    private static final int FEW = 3;

    /** How many names there are of what is found in two fields of a column. */
    private static final int COLUMN_AND_FIELDS = 3;

    /** From this part of a limit on a person should look: of random numbers of 11 digits 7 in 100 look like mobiles. */
    static final double NEARLY = 0.6;

    /** Kinds that are known by their words, and how many values of them are all looked through. */
    private static final Set<String> BY_WORDS = Set.of("NAME", "ADDR", "PLATE");

    private static final int COUNTED_ALL = 500;

    /** Many words read as names. */
    private static final Set<LeakKind> NAMES = EnumSet.of(LeakKind.NAME, LeakKind.READ_AS_NAME);

    /** Of what has the form that the law gives to a category, where the law pack has no rate. */
    private static final LeakLimit OF_FORMS = new LeakLimit(3, 0.3, 0.05);

    private final Map<LeakKind, LeakLimit> limits;
    private final Map<IdentifierForm, LeakLimit> forms;
    private final List<HarmlessColumn> harmless;
    private final LocalDate day;
    private final ShiftedColumns shifts;

    /**
     * @param harmless columns that are called harmless, whether in force or not
     * @param day of the run
     */
    LeakGuard(LawPack law, List<HarmlessColumn> harmless, LocalDate day) {
        this.limits = limits(law);
        this.forms = forms(law);
        this.harmless = List.copyOf(harmless);
        this.day = day;
        this.shifts = new ShiftedColumns(law.provisions().shiftedDates());
    }

    /**
     * What was found.
     *
     * @param notices sentences about what a person should look at
     * @param harmless what would have stopped the run, had a steward not called it harmless
     * @param leaks the columns that hold too much of what they should not
     */
    record Review(List<String> notices, List<HarmlessFinding> harmless, Problems leaks) {
        Review {
            notices = List.copyOf(notices);
            harmless = List.copyOf(harmless);
        }
    }

    /** A kind in a column, and in how many values. */
    private record Leak(
            String category, String words, boolean provesItself, boolean isEstimate, long hits, long values) {

        /** What is known by its words is counted in a sample, once there are many values, or where it stands among other text. */
        static Leak of(LeakCounts.Leak found, LeakCounts counts) {
            LeakKind kind = found.kind();
            boolean isSampled = found.values() > COUNTED_ALL || counts.of(kind).inside() > 0;
            boolean isEstimate = BY_WORDS.contains(kind.category()) && isSampled;
            return new Leak(
                    kind.category(), kind.words(), kind.provesItself(), isEstimate, found.hits(), found.values());
        }

        String share() {
            return (isEstimate ? "about " : "") + hits + " of " + values + " values";
        }
    }

    private static Map<IdentifierForm, LeakLimit> forms(LawPack law) {
        Map<IdentifierForm, LeakLimit> forms = new LinkedHashMap<>();
        for (IdentifierForm form : law.forms()) {
            Provisions.LeakRate rate = law.provisions().leaks().get(form.category());
            forms.put(form, rate == null ? OF_FORMS : limit(rate));
        }
        return forms;
    }

    private static LeakLimit limit(Provisions.LeakRate rate) {
        return new LeakLimit(rate.atLeast(), rate.shares().any(), rate.shares().inside());
    }

    private static Map<LeakKind, LeakLimit> limits(LawPack law) {
        Map<LeakKind, LeakLimit> limits = new EnumMap<>(LeakLimit.standard());
        for (LeakKind kind : LeakKind.values()) {
            Provisions.LeakRate rate = law.provisions().leaks().get(kind.category());
            if (rate != null && kind != LeakKind.DOCUMENT && kind != LeakKind.READ_AS_NAME) {
                // the pack's rates are of numbers that prove themselves, and of names that stand as such
                limits.put(kind, limit(rate));
            }
        }
        return limits;
    }

    /** Looks at what the passes found. */
    Review review(Collection<TableRun> tables) {
        Problems problems = new Problems();
        List<String> notices = new ArrayList<>();
        List<HarmlessFinding> found = new ArrayList<>();
        for (TableRun table : tables) {
            WatchFindings findings = table.result().findings();
            findings.leaks().forEach((column, counts) -> {
                Optional<HarmlessColumn> statement = statement(table.plan(), column);
                List<Leak> leaks =
                        leaks(table.plan(), column, counts, findings.rows().get(column), notices);
                for (Leak leak : leaks) {
                    if (statement.filter(said -> covers(said, leak)).isPresent()) {
                        found.add(new HarmlessFinding(statement.get(), leak.category(), leak.hits(), leak.values()));
                    } else {
                        problems.add(problem(table.plan(), column, leak, statement));
                    }
                }
                statement.ifPresent(said -> notices.addAll(unneeded(table.plan(), said, leaks, counts)));
            });
            findings.joined().forEach((columns, counts) -> joined(table.plan(), columns, counts, problems));
            findings.subjects().forEach((column, counts) -> subject(table.plan(), column, counts, problems, notices));
            if (findings.ageless() > 0 && table.plan().protection().minors().policy() == Table.Minors.DROP) {
                notices.add(table.plan().name() + ": nothing tells the age in " + findings.ageless()
                        + " of its rows; they were dropped, as rows of people under 14 are");
            }
            shifts.review(table.plan(), findings.shifted(), problems, notices);
        }
        found.forEach(finding -> notices.add(finding.words()));
        return new Review(notices, found, problems);
    }

    private Optional<HarmlessColumn> statement(TablePlan table, String column) {
        return harmless.stream()
                .filter(said ->
                        said.table().equals(table.name()) && said.column().equals(column))
                .findFirst();
    }

    private boolean covers(HarmlessColumn said, Leak leak) {
        return said.inForce(day) && !leak.provesItself() && said.looksLike().contains(leak.category());
    }

    /** What is called harmless, and would not have stopped the run. */
    private List<String> unneeded(TablePlan table, HarmlessColumn said, List<Leak> leaks, LeakCounts counts) {
        List<String> notices = new ArrayList<>();
        for (String category : said.looksLike()) {
            if (said.inForce(day)
                    && leaks.stream().noneMatch(leak -> leak.category().equals(category))) {
                long found = limits.keySet().stream()
                        .filter(kind -> kind.category().equals(category))
                        .mapToLong(counts::found)
                        .sum();
                notices.add(said.name() + " looks like " + category + " in "
                        + Math.min(counts.values(), found + counts.found(category)) + " of " + counts.values()
                        + " values, which stops no release: that it is called harmless (" + said.place()
                        + ") is not needed"
                        + (table.load().isWhole() ? "" : " for the rows that this run brings"));
            }
        }
        return notices;
    }

    /** What goes over its limit among all elements of arrays and objects, or in so many rows. */
    private List<Leak> leaks(
            TablePlan table, String column, LeakCounts counts, @Nullable LeakCounts rows, List<String> notices) {
        List<String> said = new ArrayList<>();
        List<Leak> leaks = leaks(table, column, counts, said);
        if (rows != null) {
            List<String> saidOfRows = new ArrayList<>();
            leaks(table, column, rows, saidOfRows).stream()
                    .filter(leak ->
                            leaks.stream().noneMatch(each -> each.category().equals(leak.category())))
                    .forEach(leaks::add);
            said.addAll(said.isEmpty() && leaks.isEmpty() ? saidOfRows : List.of());
        }
        notices.addAll(said);
        return leaks;
    }

    /**
     * What goes over its limit; what is near it is reported. Where the column's name matches its values, few
     * different ones are enough: the three doctors of a ward.
     */
    private List<Leak> leaks(TablePlan table, String column, LeakCounts counts, List<String> notices) {
        Map<LeakKind, LeakLimit> asked = new EnumMap<>(limits);
        asked.keySet().removeIf(kind -> isDeclared(kind, table.mask(column)));
        HeaderHints.of(column)
                .ifPresent(hint ->
                        asked.replaceAll((kind, limit) -> nameMatches(hint, kind, counts) ? limit.ofOne() : limit));
        List<Leak> leaks = new ArrayList<>();
        for (LeakCounts.Leak leak : counts.over(asked)) {
            leaks.add(Leak.of(leak, counts));
            asked.remove(leak.kind());
        }
        asked.forEach((kind, limit) -> {
            LeakCounts.Hits hits = counts.of(kind);
            long found = counts.found(kind);
            boolean some = hits.distinct() >= FEW
                    && (hits.inside() > 0
                            || !(kind.comesByChance() || NAMES.contains(kind))
                            || found > NEARLY * limit.share() * counts.values()
                            || counts.isMostOfCodes(kind));
            boolean most = kind != LeakKind.READ_AS_NAME && counts.isMost(kind);
            boolean isRare = kind == LeakKind.IDENTITY || kind == LeakKind.EMAIL;
            if (isRare ? hits.distinct() > 0 : some || most) {
                Leak near = Leak.of(new LeakCounts.Leak(kind, found, counts.values()), counts);
                notices.add(table.name() + "." + column + " may hold " + kind.words() + ": " + near.share());
            }
        });
        forms.forEach((form, limit) -> {
            String category = form.category();
            long found = counts.found(category);
            boolean declared =
                    table.mask(column).keeps() && table.mask(column).category().equals(category);
            if (found > 0 && !declared) {
                String words = "values of the form of " + category + " (" + form.pattern() + ")";
                if (counts.isOver(category, limit)) {
                    if (leaks.stream().noneMatch(leak -> leak.category().equals(category))) {
                        leaks.add(new Leak(category, words, false, false, found, counts.values()));
                    }
                } else {
                    notices.add(table.name() + "." + column + " may hold " + words + ": " + found + " of "
                            + counts.values() + " values");
                }
            }
        });
        return leaks;
    }

    /**
     * Whether a column's name names a kind, and most of its values are of it. Kinds that other codes have the form of by
     * chance are not asked but for passports, nor names where the column may be called after a thing ({@code drug_name}).
     */
    private static boolean nameMatches(String hint, LeakKind kind, LeakCounts counts) {
        boolean isSaid = switch (kind) {
            case NAME -> hint.equals("STAFF");
            case TRAVEL, PHONE, ADDRESS, PLATE -> hint.equals(kind.category());
            case IDENTITY, DOCUMENT, BANK, READ_AS_NAME, EMAIL -> false;
        };
        return isSaid && counts.isMost(kind);
    }

    /**
     * What the elements of an array are together, fields of objects, or two columns side by side; a statement on either column
     * covers both.
     */
    private void joined(TablePlan table, List<String> parts, LeakCounts counts, Problems problems) {
        List<String> columns = parts.size() == COLUMN_AND_FIELDS ? parts.subList(0, 1) : parts;
        for (LeakCounts.Leak found : counts.over(limits)) {
            Leak leak = Leak.of(found, counts);
            boolean declared = columns.stream()
                    .anyMatch(column -> isDeclared(found.kind(), table.mask(column))
                            || statement(table, column)
                                    .filter(said -> covers(said, leak))
                                    .isPresent());
            if (!declared) {
                String names = columns.stream()
                        .map(column -> "'" + table.name() + "." + column + "'")
                        .collect(Collectors.joining(" and "));
                problems.add(
                        Code.UNDECLARED_PERSONAL_DATA,
                        table.table().placeOf(columns.get(0)),
                        (columns.size() > 1 ? "Columns " + names : fields(parts) + " of each value of column " + names)
                                + " together are " + leak.words() + ": " + leak.share() + " ("
                                + NumberText.percent(leak.hits(), leak.values()) + ")",
                        "their values would be released as they are, and any reader can put them together",
                        "write classification: " + leak.category() + " on "
                                + (columns.size() > 1 ? "both" : "the column")
                                + ", whose mask is the law pack's, or weirMask: drop"
                                + harmlessInstead(leak, statement(table, columns.get(0))));
            }
        }
    }

    private static String fields(List<String> parts) {
        if (parts.size() < COLUMN_AND_FIELDS) {
            return "The parts";
        }
        return parts.get(1).equals(parts.get(2))
                ? "All '" + parts.get(1) + "'"
                : "'" + parts.get(1) + "' and '" + parts.get(2) + "'";
    }

    private Problem problem(TablePlan table, String column, Leak leak, Optional<HarmlessColumn> statement) {
        ColumnMask mask = table.mask(column);
        String why = mask.keeps()
                ? "its contract says " + mask.category() + " and its values would be released as they are"
                : "its mask (" + mask.mask().method().word() + ") leaves them in what is released";
        boolean hasParts =
                table.table().column(column).filter(LeakGuard::hasParts).isPresent();
        String remedy = "write classification: " + leak.category()
                + (hasParts
                        ? " and weirMask: drop, or bring its parts as columns of their own"
                        : ", whose mask is the law pack's, or weirMask: drop; if it is text that holds them here and there,"
                                + " classification: TEXT");
        return new Problem(
                Code.UNDECLARED_PERSONAL_DATA,
                table.table().placeOf(column),
                "Column '" + table.name() + "." + column + "' holds " + leak.words() + ": " + leak.share() + " ("
                        + NumberText.percent(leak.hits(), leak.values()) + ")",
                why + statement.map(said -> besides(said, leak)).orElse(""),
                remedy + harmlessInstead(leak, statement));
    }

    /** Why a steward's declaration for the column does not help. */
    private String besides(HarmlessColumn said, Leak leak) {
        if (leak.provesItself()) {
            return "; that it is called harmless (" + said.place() + ") does not cover numbers that prove themselves";
        }
        return said.inForce(day)
                ? "; it is called harmless (" + said.place() + ") as to " + String.join(", ", said.looksLike())
                : "; it was called harmless until " + said.word().until() + ", by "
                        + said.word().by() + ", and that has ended";
    }

    private static String harmlessInstead(Leak leak, Optional<HarmlessColumn> statement) {
        if (leak.provesItself()) {
            return "";
        }
        return "; if you have looked and they tell nobody, "
                + statement
                        .map(said -> said.looksLike().contains(leak.category())
                                ? "write a new day in " + said.place()
                                : "add " + leak.category() + " to 'looksLike' in " + said.place())
                        .orElse("say so under 'harmless' in " + WaiverFile.PATH);
    }

    /** A column may hold what it declares. Under a mask it may not; but an area is what the mask makes of an address. */
    private static boolean isDeclared(LeakKind kind, ColumnMask mask) {
        return kind.category().equals(mask.category())
                && (mask.keeps() || (kind == LeakKind.ADDRESS && mask.mask() instanceof Generalise));
    }

    private static void subject(
            TablePlan table, String column, SubjectInText.Counts counts, Problems problems, List<String> notices) {
        String subject = table.table().keys().subject().orElseThrow();
        if (counts.tells()) {
            problems.add(
                    Code.UNDECLARED_PERSONAL_DATA,
                    table.table().placeOf(column),
                    "Column '" + table.name() + "." + column + "' holds the row's own '" + subject + "': "
                            + (counts.same() + counts.inside()) + " of " + counts.compared() + " values",
                    "'" + subject + "' is masked, and here it would be released as it is",
                    "write the classification of '" + subject + "', "
                            + table.mask(subject).category() + ", on the column, or weirMask: drop");
        } else if (counts.same() + counts.inside() > 0) {
            notices.add(table.name() + "." + column + " holds the row's own '" + subject + "' in "
                    + (counts.same() + counts.inside()) + " of " + counts.compared() + " values");
        }
    }

    /** Masks other than drop take single values. */
    private static boolean hasParts(Column column) {
        return column.type() instanceof DataType.Array || column.type() instanceof DataType.Structure;
    }
}
