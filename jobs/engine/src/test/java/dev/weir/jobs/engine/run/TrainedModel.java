package dev.weir.jobs.engine.run;

import dev.weir.contracts.Place;
import dev.weir.contracts.TextModel;
import dev.weir.contracts.text.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.namefind.TokenNameFinderFactory;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.TrainingParameters;

/** A model of a workspace: it knows made-up names in German notes, which no rule knows. */
public final class TrainedModel {

    /** Where it lies in a workspace. */
    public static final String FILE = "models/ner-de.bin";

    private static final List<String> HEADS = List.of("Zyl", "Quar", "Thol", "Wend", "Prask", "Morg", "Fald", "Brem");
    private static final List<String> TAILS =
            List.of("thorn", "oreth", "undal", "ische", "agor", "elin", "ymar", "ost");

    private TrainedModel() {}

    /** One of 256 names. */
    static String name(int number) {
        return HEADS.get(number % 8) + "aeio".charAt(number / 64 % 4) + TAILS.get(number / 8 % 8);
    }

    /** Trains it, and puts it into a workspace's folder. */
    public static TextModel in(Path root) {
        List<NameSample> samples = new ArrayList<>();
        try {
            for (int i = 0; i < 256; i++) {
                String name = "<START:person> " + name(i) + " <END>";
                samples.add(NameSample.parse("gestern kam " + name + " zur Kontrolle", false));
                samples.add(NameSample.parse("laut " + name + " trocken", false));
                samples.add(NameSample.parse(name, false));
                samples.add(NameSample.parse("gestern war die Wunde zur Kontrolle trocken", false));
                samples.add(NameSample.parse("ambulant", false));
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
            Files.createDirectories(root.resolve("models"));
            Files.write(root.resolve(FILE), out.toByteArray());
            return new TextModel(
                    FILE, Sha256.hex(out.toByteArray()), Map.of("person", "NAME"), 0.5, Place.of("weir.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
