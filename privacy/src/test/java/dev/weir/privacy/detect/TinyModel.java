package dev.weir.privacy.detect;

import dev.weir.contracts.Place;
import dev.weir.contracts.TextModel;
import dev.weir.contracts.text.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.namefind.TokenNameFinderFactory;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.TrainingParameters;

/** A model that knows made-up names in German sentences, as nobody bears them and no rule knows them. Trained in a second. */
public final class TinyModel {

    public static final String FILE = "models/ner-de.bin";

    private static final List<String> HEADS = List.of("brem", "quar", "thol", "wend", "zisk", "morg", "fald", "pruk");
    private static final List<String> TAILS = List.of("wyll", "oreth", "undal", "ische", "agor", "elin", "ymar", "ost");
    private static final List<String> FRAMES = List.of(
            "Gestern kam # zur Kontrolle .",
            "Die Patientin # klagt über Schmerzen im Knie .",
            "Herr # wurde am Montag entlassen .",
            "Wir haben mit # über die Operation gesprochen .",
            "Laut # ist die Wunde trocken .",
            "Der Befund wurde # erklärt .",
            "# kam nüchtern in die Praxis .",
            "Am Abend rief # auf der Station an .",
            "#");
    private static final List<String> NOBODY = List.of(
            "Die Wunde ist trocken .",
            "Am Montag wurde die Kontrolle verschoben .",
            "Der Befund im Knie ist ohne Besonderheit .",
            "Schmerzen bestehen seit drei Tagen .",
            "Die Praxis ist am Abend geschlossen .",
            "Keine Allergien bekannt .",
            "Kontrolle",
            "Wunde trocken",
            "Knie links");

    private static byte @org.jspecify.annotations.Nullable [] trained;

    private TinyModel() {}

    /** A family name, alone as notes have it: rules leave it. */
    public static String name(Random random) {
        String head = HEADS.get(random.nextInt(HEADS.size()));
        return Character.toUpperCase(head.charAt(0)) + head.substring(1) + TAILS.get(random.nextInt(TAILS.size()));
    }

    /** A sentence about somebody, as people write it. */
    public static String sentence(Random random, String name) {
        return FRAMES.get(random.nextInt(FRAMES.size())).replace("#", name).replace(" .", ".");
    }

    /** The model's file; always of the same training. */
    public static synchronized byte[] bytes() {
        if (trained == null) {
            trained = train();
        }
        return trained.clone();
    }

    private static byte[] train() {
        Random random = new Random(20_261_122);
        List<NameSample> samples = new ArrayList<>();
        try {
            for (int i = 0; i < 400; i++) {
                String frame = FRAMES.get(random.nextInt(FRAMES.size()));
                samples.add(NameSample.parse(frame.replace("#", "<START:person> " + name(random) + " <END>"), false));
                samples.add(NameSample.parse(NOBODY.get(random.nextInt(NOBODY.size())), false));
            }
            TrainingParameters parameters = TrainingParameters.defaultParams();
            parameters.put(TrainingParameters.CUTOFF_PARAM, 1);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            NameFinderME.train(
                            "de",
                            null,
                            ObjectStreamUtils.createObjectStream(samples),
                            parameters,
                            new TokenNameFinderFactory())
                    .serialize(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The model in a workspace's folder. */
    public static TextModel in(Path root) {
        return in(root, bytes());
    }

    /** A file of these bytes in a workspace's folder, with their hash. */
    public static TextModel in(Path root, byte[] content) {
        try {
            Files.createDirectories(root.resolve("models"));
            Files.write(root.resolve(FILE), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TextModel(FILE, Sha256.hex(content), Map.of("person", "NAME"), 0.5, new Place("weir.yaml", 7, 5));
    }

    /** The model with other parts; an empty text takes a part out. */
    public static byte[] with(Map<String, String> parts) {
        try {
            Map<String, byte[]> all = new LinkedHashMap<>();
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes()))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    all.put(entry.getName(), zip.readAllBytes());
                }
            }
            parts.forEach((name, text) -> all.put(name, text.getBytes(StandardCharsets.UTF_8)));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, byte[]> part : all.entrySet()) {
                    if (part.getValue().length > 0) {
                        zip.putNextEntry(new ZipEntry(part.getKey()));
                        zip.write(part.getValue());
                        zip.closeEntry();
                    }
                }
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a part of the model says. */
    public static String part(String name) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalArgumentException(name);
    }
}
