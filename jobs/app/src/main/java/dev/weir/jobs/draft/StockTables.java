package dev.weir.jobs.draft;

import dev.weir.jobs.draft.DraftMeaning.Sure;
import dev.weir.privacy.detect.vocabulary.Vocabulary;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;

/** Tables whose rows are things, by their format, their key or what their columns are called: names in them are those of staff, and dates are the things'. */
final class StockTables {

    /** What is made, bought or kept: its table names those who did so. */
    private static final Pattern KEY =
            Pattern.compile("(?i).*(?:compound|molecule|reagent|strain|plasmid|antibody|chemical"
                    + "|cat(?:alog(?:ue)?)?[_ .-]{0,2}no|货号"
                    + "|freezer|fridge|化合物|试剂|菌株|质粒|抗体|冰箱).*");

    /** What columns of stock and of controls are called: the more of them, the surer. */
    private static final Pattern OF_STOCK = Pattern.compile(
            "(?iu)(?:.*[_ .-])?(?:exp(?:iry|ires)?(?:[_ ]?date)?|price|cost|supplier|vendor|manufacturer|storage|received|ordered|qty|quantity"
                    + "|péremption|prix|fournisseur|fabricant|réf\\.?|dilution|ablaufdatum|verfall|preis|lieferant|hersteller|bestellnummer|caducidad|precio|proveedor|scadenza|prezzo|fornitore"
                    + "|cat(?:alog(?:ue)?)?[_ .-]{0,2}(?:no|number)\\.?|lot(?:[_ .-]{0,2}(?:no|number|#))?|target[_ ]?value|qc(?:[_ ]?level)?)(?:[_ .(].*)?"
                    + "|.*(?:有效期|失效|单价|价格|厂家|厂商|供应商|储存|入库|出库|货号|批号|规格|靶值|质控|校准|标准差).*");

    /** What columns of banks of cells are called, besides the line's own name. */
    private static final Pattern OF_CELLS = Pattern.compile(
            "(?iu)(?:rrid|milieu|nährmedium|medio|mycoplasmes?|mykoplasmen|micoplasma|congelée? le|eingefroren(?: am)?|congelad[oa](?: el)?|tubes?|röhrchen|viales|passages?(?:[_ .]?(?:no|number))?|pase|p\\.? ?no\\.?|vials?|cells ?/ ?vial.*|viability.*|(?:culture )?medium|myco(?:plasma)?(?:[_ ].*)?"
                    + "|frozen(?:[_ ](?:on|date))?|tower.*|cryo.*|species|tissue)|代次|传代(?:数|次数)?|培养基|支原体.*|冻存.*|活率.*|种属");

    /** Lines that are grown for ever: cells that are just taken from a person have neither. */
    private static final Pattern LINE = Pattern.compile(
            "(?iu)cell[_ -]?lines?(?:[_ ]?name)?|zell-?linien?|lignées?(?: cellulaires?)?|líneas? celular(?:es)?|linea cellulare|细胞[株系](?:名称)?");

    private static final Pattern GROWN =
            Pattern.compile("(?i)rrid|passages?(?:[_ .]?(?:no|number))?|pase|代次|传代(?:数|次数)?");

    private static final int OFTEN = 3;

    /** What is measured of a sample, or tells one: no stock has it. */
    private static final Pattern OF_SAMPLE = Pattern.compile("(?i).*(?:sample|specimen|barcode|标本|样本|条码|样品).*");

    /** Codes of stock that elsewhere may be those of a person's tubes. */
    private static final Pattern CODE = Pattern.compile("(?iu)(?:vial|passage|pase|target|PLACE(?:[ _]?/[ _]?PLACE)+"
                    .replace(
                            "PLACE",
                            "(?:tower|tank|box|rack|pos(?:ition)?|cuve|tiroir|boîte|turm|schublade|kasten|platz|caja|cajón|torre)")
            + "|bench)s?"
            + "(?:[_ .-]{1,2}(?:no|nr|num|number|id))?\\.?|(?:靶点|代次|管号|冻存管)(?:编号|号)?");

    /** The format whose records are molecules. */
    private static final String MOLECULES = "sdf";

    /** Of a column so many values are structures. */
    private static final double STRUCTURES = 0.8;

    private StockTables() {}

    static boolean isStock(DraftTable table) {
        List<String> labels = labels(table);
        boolean isCalled = count(labels, OF_STOCK) >= OFTEN && count(labels, OF_SAMPLE) == 0;
        return table.source().layout().format().equals(MOLECULES)
                || isCalled
                || isOfMolecules(table)
                || table.keys()
                        .single()
                        .flatMap(table::column)
                        .filter(key -> key.meaning().sure() != Sure.SAID
                                && KeySign.isKeyOfThings(key.label())
                                && KEY.matcher(key.label()).matches())
                        .isPresent();
    }

    /** Whether hardly a row has the structure of another one. */
    private static boolean isOfMolecules(DraftTable table) {
        return table.profile().columns().stream()
                .anyMatch(profile ->
                        profile.tellsRows() && profile.known(EnumSet.of(Vocabulary.STRUCTURE)) >= STRUCTURES);
    }

    /** Whether a column's codes are those of things that are kept. */
    static boolean isCode(DraftTable table, DraftColumn column) {
        return CODE.matcher(column.label()).matches() && (isStock(table) || isCells(table));
    }

    /** Whether each row is a tube of a line of cells. */
    private static boolean isCells(DraftTable table) {
        List<String> labels = labels(table);
        return count(labels, LINE) > 0
                && count(labels, GROWN) > 0
                && count(labels, OF_CELLS) >= OFTEN
                && count(labels, OF_SAMPLE) == 0
                && table.columns().stream().noneMatch(RowSubjects::isCalledPerson);
    }

    private static List<String> labels(DraftTable table) {
        return table.columns().stream().map(DraftColumn::label).toList();
    }

    private static long count(List<String> labels, Pattern pattern) {
        return labels.stream().filter(label -> pattern.matcher(label).matches()).count();
    }
}
