package dev.weir.examples.clinical;

import dev.weir.examples.Row;
import dev.weir.examples.TextFile.Form;
import dev.weir.examples.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The hospital's code list of encounter classes (就诊类别). */
final class EncounterClasses {

    private static final List<List<String>> CLASSES = List.of(
            List.of("ambulatory", "日间门诊", "false"),
            List.of("emergency", "急诊", "false"),
            List.of("home", "居家医疗", "false"),
            List.of("hospice", "安宁疗护", "true"),
            List.of("inpatient", "住院", "true"),
            List.of("outpatient", "门诊", "false"),
            List.of("snf", "专业护理机构", "true"),
            List.of("urgentcare", "紧急医疗", "false"),
            List.of("virtual", "互联网诊疗", "false"),
            List.of("wellness", "健康检查", "false"));

    private EncounterClasses() {}

    static void write(Path workspace) throws IOException {
        List<Row> rows = CLASSES.stream()
                .map(fields ->
                        Row.of(Map.of("code", fields.get(0), "name_zh", fields.get(1), "overnight", fields.get(2))))
                .toList();
        new TextFile("raw/clinical/codes/encounter_classes.csv", List.of("code", "name_zh", "overnight"), Form.CSV)
                .write(workspace, rows);
    }
}
