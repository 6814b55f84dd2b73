package dev.weir.examples.clinical;

import dev.weir.examples.Row;
import dev.weir.examples.TextFile.Form;
import dev.weir.examples.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A large workspace's raw files: Synthea's own, unchanged and without planted faults, and a registry of all patients. */
public final class LargeSample {

    private static final String RAW = "raw/clinical/";

    private LargeSample() {}

    /**
     * Moves Synthea's files and writes the registry; every fourth patient is in the former system.
     *
     * @param csv Synthea's folder of CSV files
     * @param workspace where {@code raw} goes
     */
    public static void make(Path csv, Path workspace) throws IOException {
        List<Row> present = new ArrayList<>();
        List<Row> former = new ArrayList<>();
        Set<String> identityNumbers = new HashSet<>();
        Synthea.eachPatient(csv, patient -> {
            Row person = Registry.person(patient, identityNumbers);
            if ((present.size() + former.size()) % 4 == 3) {
                former.add(Registry.fullWidth(person));
            } else {
                present.add(person);
            }
        });
        new TextFile(RAW + "registry/subjects.csv", Registry.HEADER, Form.MARKED_CSV).write(workspace, present);
        new TextFile(RAW + "registry-gbk/subjects_gbk.csv", Registry.HEADER, Form.GBK_CSV).write(workspace, former);
        EncounterClasses.write(workspace);
        for (String table : Synthea.TABLES) {
            Files.move(
                    csv.resolve(table + ".csv"),
                    workspace.resolve(RAW + table + ".csv"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
