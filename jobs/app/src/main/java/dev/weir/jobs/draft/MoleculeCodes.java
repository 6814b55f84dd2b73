package dev.weir.jobs.draft;

import dev.weir.jobs.draft.DraftMeaning.Sure;
import dev.weir.jobs.draft.DraftMeaning.Treatment;
import dev.weir.jobs.engine.discover.ColumnProfile;
import dev.weir.jobs.engine.discover.ValueForm;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.List;
import java.util.Optional;

/**
 * Codes of molecules: what an SDF file calls each of its records is a molecule's code in every table, such as that of an assay. It is
 * none where a column that is surely a person's number has it, too.
 */
final class MoleculeCodes {

    /** The format whose records are molecules. */
    private static final String MOLECULES = "sdf";

    private static final String TITLE = "title";
    private static final String MOLBLOCK = "molblock";

    private static final double NEARLY_ALL = 0.95;

    /** Of the codes so many are a person's, or they meet by chance. */
    private static final double MANY = 0.3;

    private record Code(DraftTable table, DraftColumn column) {

        ColumnProfile profile() {
            return table.profileOf(column);
        }
    }

    private final List<Code> codes;

    private MoleculeCodes(List<DraftTable> tables) {
        codes = tables.stream()
                .filter(MoleculeCodes::isOfMolecules)
                .flatMap(table -> table.columns().stream()
                        .filter(column -> isCode(table, column))
                        .map(column -> new Code(table, column)))
                .filter(code -> tables.stream().noneMatch(table -> hasPeople(table, code)))
                .toList();
    }

    /** The tables, after what their columns are about was proposed, and people have answered. */
    static List<DraftTable> of(List<DraftTable> tables) {
        MoleculeCodes molecules = new MoleculeCodes(tables);
        return molecules.codes.isEmpty()
                ? tables
                : tables.stream().map(molecules::named).toList();
    }

    /** A table with the codes of molecules; whole numbers of several lengths beside these are measured of them. */
    private DraftTable named(DraftTable table) {
        DraftTable named = table.with(column -> named(table, column));
        return named.equals(table)
                ? table
                : named.with(column -> isMeasured(named, column)
                        ? column.with(DraftMeaning.of(
                                "HEALTH", Sure.THIN, "whole numbers of several lengths, beside the codes of molecules"))
                        : column);
    }

    private static boolean isMeasured(DraftTable table, DraftColumn column) {
        ColumnProfile profile = table.profileOf(column);
        return mayBe(column.meaning())
                && column.meaning().category().equals("MRN")
                && profile.values() > 0
                && profile.fails(ValueForm.WHOLE) == 0
                && KeySign.of(table, column) == KeySign.NONE
                && !profile.areOfOneLength();
    }

    /** The first line of a molblock is the molecule's title: where that may not be released, neither may the block. */
    static DraftTable withoutTitles(DraftTable table, ColumnMeanings meanings) {
        Optional<DraftColumn> title = table.column(TITLE).filter(column -> isOfMolecules(table));
        if (title.isEmpty()) {
            return table;
        }
        ColumnProfile titles = table.profileOf(title.get());
        Optional<DraftColumn> hidden = table.columns().stream()
                .filter(column -> !meanings.keeps(column) && !column.name().equals(MOLBLOCK))
                .filter(column ->
                        column.equals(title.get()) || table.profileOf(column).sharedWith(titles) >= MANY)
                .findFirst();
        return hidden.map(code -> table.with(column -> column.name().equals(MOLBLOCK) && !column.isSaid()
                        ? column.with(column.meaning()
                                .treated(
                                        Treatment.DROPPED,
                                        "; dropped, since its first line is the molecule's title, and " + code.name()
                                                + " is not released as it is"))
                        : column))
                .orElse(table);
    }

    private DraftColumn named(DraftTable table, DraftColumn column) {
        return codes.stream()
                .filter(code -> mayBe(column.meaning())
                        && column.type().released() instanceof ValueType.Text
                        && isOf(table.profileOf(column), code.profile()))
                .findFirst()
                .map(code -> column.with(DraftMeaning.of(
                        "NONE",
                        Sure.LIKELY,
                        "its values are those of " + code.table().name() + "."
                                + code.column().name() + ", and each of those is a molecule")))
                .orElse(column);
    }

    /** Whether nothing but the look of its values speaks for a person, and no person has said what it is. */
    private static boolean mayBe(DraftMeaning meaning) {
        return meaning.sure() == Sure.THIN && (meaning.category().equals("MRN") || meaning.isOpen());
    }

    private static boolean isOf(ColumnProfile own, ColumnProfile codes) {
        return own.values() > 0 && Math.max(own.within(codes), own.sharedWith(codes)) >= NEARLY_ALL;
    }

    private static boolean isOfMolecules(DraftTable table) {
        return table.source().layout().format().equals(MOLECULES);
    }

    /** Whether it is the title, or tells each molecule from the others by a code of its own. */
    private static boolean isCode(DraftTable table, DraftColumn column) {
        ColumnProfile profile = table.profileOf(column);
        return column.type().released() instanceof ValueType.Text
                && !column.isSaid()
                && profile.coded() >= NEARLY_ALL
                && profile.tellsRows()
                && (column.name().equals(TITLE) || mayBe(column.meaning()));
    }

    /** Whether a table has the codes under a name, or with values, that are surely people's. */
    private static boolean hasPeople(DraftTable table, Code code) {
        return table.columns().stream()
                .filter(column ->
                        DraftKeyFinder.NUMBERS.contains(column.meaning().category())
                                && column.meaning().sure() != Sure.THIN)
                .anyMatch(column -> table.profileOf(column).sharedWith(code.profile()) >= MANY);
    }
}
