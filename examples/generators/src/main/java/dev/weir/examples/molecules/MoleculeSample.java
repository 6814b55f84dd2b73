package dev.weir.examples.molecules;

import static dev.weir.examples.Damage.FOREIGN_ENCODING;
import static dev.weir.examples.Damage.LONG;
import static dev.weir.examples.Damage.MALFORMED_QUOTE;
import static dev.weir.examples.Damage.SHORT;
import static dev.weir.examples.Damage.UNCLOSED_QUOTE;

import dev.weir.examples.Consequences.Table;
import dev.weir.examples.Consequences;
import dev.weir.examples.Expected;
import dev.weir.examples.Fault;
import dev.weir.examples.Placed;
import dev.weir.examples.Planting;
import dev.weir.examples.Row;
import dev.weir.examples.TextFile.Form;
import dev.weir.examples.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** The sample of the product molecules: files in the shape of MoleculeNet's, a later delivery, and the faults in both. */
public final class MoleculeSample {

    private static final String RAW = "raw/molecules/";
    private static final String TYPE = "unreadable.type";
    private static final List<String> TOX21 = List.of(
            "smiles",
            "NR-AR",
            "NR-AR-LBD",
            "NR-AhR",
            "NR-Aromatase",
            "NR-ER",
            "NR-ER-LBD",
            "NR-PPAR-gamma",
            "SR-ARE",
            "SR-ATAD5",
            "SR-HSE",
            "SR-MMP",
            "SR-p53");
    private static final List<String> DESCRIPTORS =
            List.of("smiles", "MW", "XLogP", "TopoPSA", "nHBAcc", "nHBDon", "nRotB", "nAtomHeavy");

    private final Path workspace;
    private final Planting planting = new Planting(20260102);
    private final List<Molecule> molecules;
    private final Map<String, List<Placed>> placed = new LinkedHashMap<>();
    private final List<Fault> warnings = new ArrayList<>();

    private MoleculeSample(Path workspace) {
        this.workspace = workspace;
        molecules = new Enumeration().molecules();
        Collections.shuffle(molecules, new Random(20260103));
    }

    /**
     * Writes the sample's raw files.
     *
     * @param workspace where {@code raw} and {@code later} go
     * @return the faults planted, with all their consequences
     */
    public static List<Fault> make(Path workspace) throws IOException {
        MoleculeSample sample = new MoleculeSample(workspace);
        sample.solubility();
        sample.hydration();
        sample.inhibition();
        sample.toxicity();
        sample.descriptors();
        Consequences consequences = new Consequences();
        sample.placed.forEach((table, rows) -> {
            String key = table.equals("inhibition") ? "mol" : "smiles";
            consequences.add(new Table(table, Map.of(table + ".key", List.of(key)), List.of()), rows);
        });
        List<Fault> faults = new ArrayList<>(consequences.faults());
        faults.addAll(sample.warnings);
        return faults.stream().sorted().toList();
    }

    private void solubility() throws IOException {
        List<Row> rows =
                rows(0, 400, molecule -> pair("smiles", "logSolubility", molecule, Assays.solubility(molecule)));
        List<Row> planted = new ArrayList<>(repeated(rows, "logSolubility", "-9.99"));
        List<Row> spare =
                rows(400, 420, molecule -> pair("smiles", "logSolubility", molecule, Assays.solubility(molecule)));
        planted.add(spare.get(0).with("logSolubility", "insoluble").expect("text in a number column", TYPE));
        planted.add(spare.get(1)
                .with("logSolubility", "77.0")
                .expect("value out of range", "solubility.log_solubility.maximum"));
        planted.add(
                spare.get(2).with("logSolubility", "").expect("missing value", "solubility.log_solubility.required"));
        planted.add(spare.get(3).damaged(SHORT, "short line", "unreadable.too-few-fields"));
        planted.add(spare.get(4).damaged(LONG, "long line", "unreadable.too-many-fields"));
        planted.add(spare.get(5).damaged(UNCLOSED_QUOTE, "quote that never closes", "unreadable.unclosed-quote"));
        planted.add(spare.get(6)
                .with("smiles", "苯酚")
                .damaged(FOREIGN_ENCODING, "GBK line in a UTF-8 file", "unreadable.encoding"));
        planted.add(
                spare.get(7).with("smiles", "c1ccc(cc1C(=O").expect("SMILES cut off", "solubility-brackets-balance"));
        planted.add(spare.get(8).with("smiles", "ethyl acetate").expect("no SMILES", "solubility.smiles.pattern"));
        place("solubility", "esol.csv", List.of("smiles", "logSolubility"), planting.among(rows, planted));

        List<Row> later =
                rows(420, 480, molecule -> pair("smiles", "logSolubility", molecule, Assays.solubility(molecule)));
        List<Row> laterFaults = new ArrayList<>(repeated(later.subList(0, 1), "logSolubility", "0.5"));
        laterFaults.add(spare.get(9).with("logSolubility", "<-8").expect("text in a number column", TYPE));
        TextFile file = place(
                "solubility",
                "esol_2026_06.csv",
                List.of("smiles", "logSolubility", "temperature"),
                planting.among(later, laterFaults).stream()
                        .map(row -> row.and("temperature", "298.15"))
                        .toList());
        warnings.add(new Fault(
                file.name(),
                1,
                new Expected("extra column", "raw.moleculenet.esol.columns.new", Expected.Outcome.WARNED)));
    }

    private void hydration() throws IOException {
        List<Row> rows = rows(100, 430, molecule -> pair("smiles", "freesolv", molecule, Assays.hydration(molecule)));
        List<Row> spare = rows(430, 440, molecule -> pair("smiles", "freesolv", molecule, Assays.hydration(molecule)));
        List<Row> planted = new ArrayList<>(repeated(rows, "freesolv", "12.5"));
        planted.add(spare.get(0).with("freesolv", "-4,87").expect("decimal comma", TYPE));
        planted.add(spare.get(1).with("freesolv", "-4.87 kcal").expect("text in a number column", TYPE));
        planted.add(
                spare.get(2).with("freesolv", "-900").expect("value out of range", "hydration.free_energy.minimum"));
        planted.add(spare.get(3)
                .with("smiles", "C1CC(C")
                .expect("SMILES cut off", "hydration-brackets-balance")
                .with("freesolv", "900")
                .expect("value out of range", "hydration.free_energy.maximum"));
        place("hydration", "freesolv.csv", List.of("smiles", "freesolv"), planting.among(rows, planted));
    }

    private void inhibition() throws IOException {
        List<Row> rows = rows(500, 860, molecule -> pair("mol", "Class", molecule, Assays.inhibition(molecule)));
        List<Row> spare = rows(860, 870, molecule -> pair("mol", "Class", molecule, Assays.inhibition(molecule)));
        Row contradicted = rows.get(7);
        List<Row> planted = new ArrayList<>();
        planted.add(contradicted.with("Class", contradicted.cell("Class").equals("1") ? "0" : "1"));
        planted.add(spare.get(0).with("Class", "2").expect("unknown code", "inhibition.active.valid-values"));
        planted.add(spare.get(1).with("Class", "active").expect("text in a number column", TYPE));
        planted.add(spare.get(2).with("Class", "1.0").expect("fraction in an integer column", TYPE));
        planted.add(spare.get(3).damaged(MALFORMED_QUOTE, "text after a quote", "unreadable.malformed-quote"));
        place("inhibition", "bace.csv", List.of("mol", "Class"), planting.among(rows, planted));
    }

    private void toxicity() throws IOException {
        List<Row> rows = rows(300, 780, MoleculeSample::labels);
        List<Row> spare = rows(780, 800, MoleculeSample::labels);
        Row contradicted = rows.get(11);
        List<Row> planted = new ArrayList<>();
        planted.add(contradicted.with("SR-p53", contradicted.cell("SR-p53").equals("1") ? "0" : "1"));
        planted.add(rows.get(12));
        planted.add(spare.get(0).with("NR-AR", "3").expect("unknown code", "toxicity.nr_ar.valid-values"));
        planted.add(spare.get(1)
                .with("NR-AhR", "-1")
                .expect("unknown code", "toxicity.nr_ahr.valid-values")
                .with("SR-ARE", "9")
                .expect("unknown code", "toxicity.sr_are.valid-values"));
        planted.add(spare.get(2)
                .with("NR-ER", "active")
                .expect("text in a number column", TYPE)
                .with("SR-MMP", "inconclusive")
                .expect("text in a number column", TYPE));
        planted.add(spare.get(3).damaged(SHORT, "short line", "unreadable.too-few-fields"));
        planted.add(spare.get(4).damaged(LONG, "long line", "unreadable.too-many-fields"));
        place("toxicity", "tox21.csv", TOX21, planting.among(rows, planted));
        Row late = spare.get(5).with("SR-HSE", "7").expect("unknown code", "toxicity.sr_hse.valid-values");
        place("toxicity", "tox21_2026_06.csv", TOX21, planting.among(spare.subList(6, 20), List.of(late)));
    }

    private void descriptors() throws IOException {
        List<Row> rows = rows(0, 870, MoleculeSample::described);
        List<Row> spare = rows(870, 880, MoleculeSample::described);
        Row heavy = spare.get(0);
        List<Row> planted = List.of(
                rows.get(3),
                heavy.with("MW", "1.5").expect("weight and atoms disagree", "weight-grows-with-atoms"),
                spare.get(1).with("MW", "heavy").expect("text in a number column", TYPE),
                spare.get(2).with("nRotB", "-1").expect("value out of range", "descriptors.rotatable_bonds.minimum"),
                spare.get(3).damaged(SHORT, "short line", "unreadable.too-few-fields"));
        place("descriptors", "descriptors.tsv", DESCRIPTORS, planting.among(rows, planted));
        place("descriptors", "descriptors_2026_06.tsv", DESCRIPTORS, spare.subList(4, 10));
    }

    /** A molecule that comes again with the same result, one that comes with another, and one that comes thrice. */
    private static List<Row> repeated(List<Row> rows, String column, String otherValue) {
        List<Row> planted = new ArrayList<>();
        planted.add(rows.get(0));
        if (rows.size() > 20) {
            planted.add(rows.get(10).with(column, otherValue));
            planted.add(rows.get(20));
            planted.add(rows.get(20).with(column, otherValue));
        }
        return planted;
    }

    private List<Row> rows(int from, int to, Function<Molecule, Row> row) {
        return molecules.subList(from, to).stream().map(row).toList();
    }

    private TextFile place(String table, String name, List<String> header, List<Row> rows) throws IOException {
        TextFile file = new TextFile(RAW + name, header, name.endsWith(".tsv") ? Form.TSV : Form.CSV);
        boolean later = name.contains("_2026_06");
        placed.computeIfAbsent(table, unseen -> new ArrayList<>())
                .addAll(file.write(later ? workspace.resolve("later") : workspace, rows));
        return file;
    }

    private static Row pair(String molecule, String result, Molecule of, String value) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put(molecule, of.smiles());
        cells.put(result, value);
        return Row.of(cells);
    }

    private static Row labels(Molecule molecule) {
        List<String> labels = Assays.toxicity(molecule);
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("smiles", molecule.smiles());
        for (int i = 1; i < TOX21.size(); i++) {
            cells.put(TOX21.get(i), labels.get(i - 1));
        }
        return Row.of(cells);
    }

    private static Row described(Molecule molecule) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("smiles", molecule.smiles());
        molecule.descriptors()
                .forEach((name, value) -> cells.put(
                        name,
                        name.startsWith("n")
                                ? Long.toString(Math.round(value))
                                : String.format(Locale.ROOT, "%.3f", value)));
        return Row.of(cells);
    }
}
