package dev.weir.jobs.engine.read.sdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.file.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;

/** Files at random, beside what CDK reads of them. */
class SdfOracleTest {
    private static final RawFolder FOLDER = RawFolder.create();

    private static final List<String> ITEMS = List.of("ID", "LogP", "a note", "never");

    private static final List<String> SMILES = List.of(
            "C",
            "CCO",
            "c1ccccc1",
            "CC(=O)Oc1ccccc1C(=O)O",
            "[Na+].[Cl-]",
            "[13CH4]",
            "[2H]O[2H]",
            "C[N+](C)(C)CC([O-])=O",
            "[CH3]",
            "N[C@@H](C)C(=O)O",
            "F/C=C/F",
            "[Fe+2].[O-]S(=O)(=O)[O-]",
            "*C(=O)C",
            "OCC3OC(OCC2OC(OC(C#N)c1ccccc1)C(O)C(O)C2O)C(O)C(O)C3O");

    @AfterAll
    static void removeFolder() {
        FOLDER.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyRecordIsTheSame(long seed) throws Exception {
        Random random = new Random(seed);
        SmilesParser parser = new SmilesParser(SilentChemObjectBuilder.getInstance());
        List<IAtomContainer> molecules = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            IAtomContainer molecule = parser.parseSmiles(SMILES.get(random.nextInt(SMILES.size())));
            if (random.nextBoolean()) {
                molecule.setTitle("molecule " + random.nextInt(100));
            }
            molecule.setProperty("ID", i);
            if (random.nextBoolean()) {
                molecule.setProperty("LogP", String.valueOf(random.nextInt(1000) / 100.0));
            }
            if (random.nextInt(3) == 0) {
                molecule.setProperty("a note", random.nextBoolean() ? "one line > 5" : "two\nlines 汉");
            }
            molecules.add(molecule);
        }
        String text = CdkMolecules.written(molecules, random.nextBoolean());
        SourceFile file = FOLDER.file(".sdf", text);
        assertThat(RawFolder.details(CdkMolecules.spec(ITEMS), file)).isEmpty();
        assertThat(CdkMolecules.readByWeir(file, ITEMS)).hasSize(200).isEqualTo(CdkMolecules.readByCdk(text, ITEMS));
    }
}
