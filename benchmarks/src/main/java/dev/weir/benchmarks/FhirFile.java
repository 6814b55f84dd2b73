package dev.weir.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** A bulk export of FHIR R4: observations of vital signs and laboratory values, one resource to a line, the same ones each time. */
final class FhirFile {

    /** Code, name and unit of LOINC. */
    private static final List<String[]> CODES = List.of(
            new String[] {"8302-2", "Body Height", "cm"},
            new String[] {"29463-7", "Body Weight", "kg"},
            new String[] {"8867-4", "Heart rate", "/min"},
            new String[] {"2339-0", "Glucose [Mass/volume] in Blood", "mg/dL"},
            new String[] {"4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood", "%"},
            new String[] {"72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported", "{score}"});

    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
    private static final int SECONDS = 100_000_000;

    private FhirFile() {}

    /** Writes it where it is not there yet. */
    static Path in(Path folder, int resources) throws IOException {
        Path file = folder.resolve("observations-" + resources + ".ndjson");
        if (Files.exists(file)) {
            return file;
        }
        Files.createDirectories(folder);
        Path draft = folder.resolve(file.getFileName() + ".draft");
        Random random = new Random(7);
        try (BufferedWriter lines = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
            for (int i = 0; i < resources; i++) {
                lines.write(observation(random));
                lines.newLine();
            }
        }
        return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String observation(Random random) {
        String[] code = CODES.get(random.nextInt(CODES.size()));
        Instant at = FIRST.plusSeconds(random.nextInt(SECONDS));
        return String.format(
                Locale.ROOT,
                "{\"resourceType\":\"Observation\",\"id\":\"%s\",\"status\":\"final\",\"category\":[{\"coding\":[{\"system\":"
                        + "\"http://terminology.hl7.org/CodeSystem/observation-category\",\"code\":\"vital-signs\",\"display\":"
                        + "\"vital-signs\"}]}],\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"%s\",\"display\":"
                        + "\"%s\"}],\"text\":\"%s\"},\"subject\":{\"reference\":\"Patient/%s\"},\"encounter\":{\"reference\":"
                        + "\"Encounter/%s\"},\"effectiveDateTime\":\"%s\",\"issued\":\"%s\",\"valueQuantity\":{\"value\":%.4f,"
                        + "\"unit\":\"%s\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"%s\"}}",
                id(random),
                code[0],
                code[1],
                code[1],
                id(random),
                id(random),
                at,
                at,
                random.nextDouble() * 200,
                code[2],
                code[2]);
    }

    private static UUID id(Random random) {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
