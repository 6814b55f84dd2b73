package dev.weir.jobs.engine.read.sdf;

import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.RawFolder.ReadRow;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.io.SDFWriter;
import org.openscience.cdk.io.iterator.IteratingSDFReader;
import org.openscience.cdk.silent.SilentChemObjectBuilder;

/** Structure-data files as the Chemistry Development Kit writes them, and what it reads of them. */
final class CdkMolecules {

    private CdkMolecules() {}

    static String written(List<IAtomContainer> molecules, boolean isV3000) throws IOException, CDKException {
        StringWriter text = new StringWriter();
        try (SDFWriter writer = new SDFWriter(text)) {
            writer.setAlwaysV3000(isV3000);
            for (IAtomContainer molecule : molecules) {
                writer.write(molecule);
            }
        }
        return text.toString();
    }

    /** Title, numbers of atoms and bonds, and data items of each record, as CDK reads them. */
    static List<List<String>> readByCdk(String text, List<String> items) throws IOException {
        List<List<String>> records = new ArrayList<>();
        try (IteratingSDFReader reader =
                new IteratingSDFReader(new StringReader(text), SilentChemObjectBuilder.getInstance())) {
            while (reader.hasNext()) {
                IAtomContainer molecule = reader.next();
                List<String> record = new ArrayList<>();
                record.add(shown(molecule.getTitle()));
                record.add(String.valueOf(molecule.getAtomCount()));
                record.add(String.valueOf(molecule.getBondCount()));
                items.forEach(item -> record.add(shown(molecule.getProperty(item))));
                records.add(record);
            }
        }
        return records;
    }

    private static String shown(Object text) {
        return text == null || text.toString().isEmpty() ? "NULL" : text.toString();
    }

    /** The same, as Weir reads them; a record that it cannot read is missing. */
    static List<List<String>> readByWeir(SourceFile file, List<String> items) {
        ReadSpec spec = spec(items);
        return RawFolder.values(spec, file).stream().map(ReadRow::values).toList();
    }

    static ReadSpec spec(List<String> items) {
        return ReadSpec.of(
                new Sdf("UTF-8"),
                Stream.concat(
                                Stream.of("title", "atoms", "bonds"),
                                items.stream().map(item -> "data/" + item))
                        .map(path -> ReadColumn.of(path, new ValueType.AsWritten()))
                        .toList());
    }
}
