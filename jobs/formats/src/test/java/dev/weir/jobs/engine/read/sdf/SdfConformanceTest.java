package dev.weir.jobs.engine.read.sdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.Conformance;
import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.file.SourceFile;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openscience.cdk.exception.InvalidSmilesException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;

/** The molecules of MoleculeNet, as CDK writes them into structure-data files: all of them are read, and as CDK reads them. */
@Tag("conformance")
class SdfConformanceTest {
    private static final RawFolder FOLDER = RawFolder.create();

    @AfterAll
    static void removeFolder() {
        FOLDER.close();
    }

    @ParameterizedTest
    @CsvSource({
        "esol, false",
        "esol, true",
        "freesolv, false",
        "bbbp, false",
        "bbbp, true",
        "lipo, false",
        "clintox, true"
    })
    void everyMoleculeIsTheSame(String set, boolean isV3000) throws Exception {
        List<String> lines =
                Files.readAllLines(Conformance.folder("data/moleculenet").resolve(set + ".csv"));
        List<String> names = List.of(lines.get(0).split(","));
        List<String> items = names.subList(1, names.size());
        SmilesParser parser = new SmilesParser(SilentChemObjectBuilder.getInstance());
        List<IAtomContainer> molecules = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            try {
                IAtomContainer molecule = parser.parseSmiles(fields[0]);
                molecule.setTitle(fields[0]);
                for (int i = 1; i < fields.length; i++) {
                    molecule.setProperty(names.get(i), fields[i]);
                }
                molecules.add(molecule);
            } catch (InvalidSmilesException none) {
                // what CDK cannot read it cannot write
            }
        }
        assertThat(molecules.size()).isGreaterThan(lines.size() * 95 / 100);
        String text = CdkMolecules.written(molecules, isV3000);
        SourceFile file = FOLDER.file(".sdf", text);
        assertThat(RawFolder.details(CdkMolecules.spec(items), file)).isEmpty();
        assertThat(CdkMolecules.readByWeir(file, items))
                .hasSize(molecules.size())
                .isEqualTo(CdkMolecules.readByCdk(text, items));
    }
}
