package dev.weir.jobs.draft;

import dev.weir.jobs.draft.DraftKeys.PrimaryKey;
import dev.weir.jobs.draft.DraftMeaning.Treatment;
import dev.weir.jobs.engine.discover.ColumnProfile;
import dev.weir.jobs.engine.discover.DescribedLayout;
import dev.weir.jobs.engine.discover.Discovery;
import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.privacy.mask.Mask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Searches a key of several columns, and one that a few records break. Columns that are called keys, or count within one, are
 * tried before days and codes; numbers with fractions are none. Of two keys that hold the one of the better columns is taken, then
 * the shorter one: {@code usubjid, aeseq} before {@code usubjid, aestdtc, aeterm}.
 */
record KeySearch(ColumnMeanings meanings, Discovery discovery, Map<String, DescribedLayout> files) {

    private static final int MOST_CANDIDATES = 6;
    private static final int MOST_COLUMNS = 4;
    private static final long FEWEST_ROWS = 10;

    /** So few records, and so small a share, may break a key that is drafted with a doubt. */
    private static final long FEW = 5;

    private static final double SHARE = 0.005;
    private static final long FEWEST_FOR_DOUBT = 100;

    /** From this cost on a column is called nothing that keys are, and may only happen to tell records apart. */
    private static final int BY_CHANCE = 3;

    /** Distinct values are counted to five in a hundred before they are counted exactly. */
    private static final double NEARLY = 0.9;

    private static final int LONGEST = 40;

    /** What counts within something: {@code AESEQ}, {@code seq_num}, {@code visitnum}, {@code 序号}. */
    private static final Pattern COUNTED = Pattern.compile(
            "(?i).*(?:seq|sequence|seq_?num|visit_?num|line_?(?:no|num|number)|row_?num|rank|ordinal|position|version|well|plate)(?:_?[0-9])?|.*(?:序号|次数|行号)");

    /** What programs call the numbers of rows that they write beside them. */
    static final Pattern INDEX = Pattern.compile("(?i)unnamed:?[ _]?[0-9]*|index|level_[0-9]");

    /** A column, and how well it suits a key: 0 is best. */
    private record Part(int place, String name, int cost, boolean isNamed) {}

    /** Columns of a key, with their cost. */
    private record Candidate(List<Part> parts) {

        int cost() {
            return parts.stream().mapToInt(part -> part.cost() + 1).sum();
        }

        List<String> byChance() {
            return parts.stream()
                    .filter(part -> part.cost() >= BY_CHANCE)
                    .map(Part::name)
                    .toList();
        }

        List<Integer> places() {
            return parts.stream().map(Part::place).toList();
        }
    }

    /** A key, the best that holds; empty where none does. */
    Optional<PrimaryKey> of(DraftTable table) {
        long rows = table.readable();
        if (rows < FEWEST_ROWS) {
            return Optional.empty();
        }
        List<Candidate> candidates = candidates(parts(table));
        DescribedLayout described = Objects.requireNonNull(files.get(table.name()));
        List<Long> counts = discovery.distinct(
                described, candidates.stream().map(Candidate::places).toList());
        long allowed = rows < FEWEST_FOR_DOUBT ? 0 : Math.max(FEW, (long) (SHARE * rows));
        for (int i = 0; i < candidates.size(); i++) {
            if (counts.get(i) >= NEARLY * rows) {
                Candidate candidate = candidates.get(i);
                long repeated = discovery.repeated(described, candidate.places());
                if (repeated == 0
                        || (repeated <= allowed && candidate.byChance().isEmpty())) {
                    return Optional.of(key(candidate, because(candidate, repeated, rows), repeated));
                }
            }
        }
        return Optional.empty();
    }

    private static String because(Candidate candidate, long repeated, long rows) {
        String all = DraftText.count(rows, "record");
        String byChance = String.join(" and ", candidate.byChance());
        return repeated > 0
                ? "doubtful: " + DraftText.count(repeated, "record") + " of " + all
                        + " have the key of another one and go to quarantine, as quality-rules say; is it the key?"
                : "no two of the " + all + " have the same values"
                        + (byChance.isEmpty()
                                ? ""
                                : ": doubtful, since " + byChance + " may tell them apart by chance");
    }

    private static PrimaryKey key(Candidate candidate, String because, long repeated) {
        return new PrimaryKey(candidate.parts().stream().map(Part::name).toList(), because, repeated);
    }

    private List<Part> parts(DraftTable table) {
        List<Part> parts = new ArrayList<>();
        for (DraftColumn column : table.columns()) {
            ColumnProfile profile = table.profileOf(column);
            boolean isWhole =
                    profile.values() == table.readable() && column.type().failing() == 0;
            boolean isIndex = INDEX.matcher(column.label()).matches();
            if (isWhole && !isIndex && mayBePart(column, profile)) {
                boolean isNumber =
                        DraftKeyFinder.NUMBERS.contains(column.meaning().category());
                boolean isNamed = isNumber || ColumnMeanings.isCalledKey(column.label());
                int cost = isNamed || COUNTED.matcher(column.label()).matches() ? 0 : cost(column);
                parts.add(new Part(table.place(column.name()), column.name(), cost, isNamed));
            }
        }
        return parts.stream()
                .sorted(Comparator.comparingInt(Part::cost))
                .limit(MOST_CANDIDATES)
                .sorted(Comparator.comparingInt(Part::place))
                .toList();
    }

    private boolean mayBePart(DraftColumn column, ColumnProfile profile) {
        DraftMeaning meaning = column.meaning();
        ValueType type = column.type().released();
        boolean isKind = type instanceof ValueType.Text || type instanceof ValueType.Whole || isTime(type);
        boolean tellsApart = profile.distinct().map(distinct -> distinct > 1).orElse(true);
        return isKind
                && tellsApart
                && profile.longest() <= LONGEST
                && meaning.treatment() == Treatment.BY_LAW
                && meanings.defaultMask(meaning.category())
                        .filter(Mask::isInjective)
                        .isPresent();
    }

    private static int cost(DraftColumn column) {
        ValueType type = column.type().released();
        return isTime(type) ? 2 : type instanceof ValueType.Text ? 3 : 5;
    }

    private static boolean isTime(ValueType type) {
        return type instanceof ValueType.Day
                || type instanceof ValueType.Instant
                || type instanceof ValueType.WallClock;
    }

    /** All sets of up to four columns, the best first. */
    private static List<Candidate> candidates(List<Part> parts) {
        List<Candidate> candidates = new ArrayList<>();
        for (int set = 1; set < 1 << parts.size(); set++) {
            if (Integer.bitCount(set) <= MOST_COLUMNS) {
                List<Part> chosen = new ArrayList<>();
                for (int i = 0; i < parts.size(); i++) {
                    if ((set >> i & 1) == 1) {
                        chosen.add(parts.get(i));
                    }
                }
                if (chosen.size() > 1 || chosen.get(0).isNamed()) {
                    candidates.add(new Candidate(chosen));
                }
            }
        }
        candidates.sort(Comparator.comparingInt(Candidate::cost));
        return candidates;
    }
}
