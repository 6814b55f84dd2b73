package dev.weir.privacy.detect.model;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.text.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import opennlp.tools.namefind.TokenNameFinderModel;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Reads a name finder of Apache OpenNLP. Such a file may name classes that are loaded with it; one that names any but the usual
 * ones is refused before the engine sees it, so that a file never runs code.
 */
public final class ModelFile {

    private static final int LARGEST = 512 << 20;
    private static final long LARGEST_UNPACKED = 2L << 30;

    private static final String MANIFEST = "manifest.properties";
    private static final String MODEL = "nameFinder.model";
    private static final String FEATURES = "opennlp.tools.util.featuregen.";

    private static final Set<String> FACTORIES = Set.of("opennlp.tools.namefind.TokenNameFinderFactory");
    private static final Set<String> CODECS =
            Set.of("opennlp.tools.namefind.BioCodec", "opennlp.tools.namefind.BilouCodec");
    private static final Set<String> SERIALIZERS = Set.of(
            "opennlp.tools.util.model.ByteArraySerializer",
            "opennlp.tools.util.model.DictionarySerializer",
            "opennlp.tools.util.model.GenericModelSerializer",
            "opennlp.tools.util.model.PropertiesSerializer",
            FEATURES + "BrownCluster$BrownClusterSerializer",
            FEATURES + "WordClusterDictionary$WordClusterDictionarySerializer");

    /** A tagger's brings a whole model of its own, with classes of its own. */
    private static final Pattern FEATURE =
            Pattern.compile(Pattern.quote(FEATURES) + "(?!P[Oo][Ss])[A-Za-z]+FeatureGeneratorFactory");

    private static final Pattern TYPED = Pattern.compile("(.+)-(?:start|cont|last|unit)");
    private static final String UNTYPED = "default";

    private final TokenNameFinderModel model;

    private ModelFile(TokenNameFinderModel model) {
        this.model = model;
    }

    /** Why a file is not taken. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    /**
     * Reads the file.
     *
     * @param place where the model is asked for
     * @throws ProblemsException when it is not there, not the one that is meant, or cannot be taken
     */
    public static ModelFile read(NameModel asked, Place place) {
        Path path = Path.of(asked.path());
        if (!Files.isRegularFile(path)) {
            throw ProblemsException.of(
                    Code.MISSING_FILE,
                    place,
                    "the model '" + asked.file() + "' is not there",
                    "nothing is fetched, and no text is looked at without it",
                    "put the file there, or take its entry out of 'detect'");
        }
        byte[] content;
        try (InputStream in = Files.newInputStream(path)) {
            content = in.readNBytes(LARGEST + 1);
        } catch (IOException unreadable) {
            throw ProblemsException.of(
                    Code.MISSING_FILE,
                    place,
                    "the model '" + asked.file() + "' cannot be read",
                    "the system says " + unreadable.getClass().getSimpleName(),
                    "make it a readable file",
                    unreadable);
        }
        String sha256 = Sha256.hex(content);
        if (!sha256.equals(asked.sha256())) {
            throw ProblemsException.of(
                    Code.INVALID_VALUE,
                    place,
                    "the model '" + asked.file() + "' is not the one that is meant",
                    "its SHA-256 is " + sha256 + ", 'sha256' says " + asked.sha256(),
                    "bring the file back, or write the new hash if you trust where it comes from");
        }
        try {
            vet(content);
            return new ModelFile(new TokenNameFinderModel(new ByteArrayInputStream(content)));
        } catch (Refused refused) {
            throw refused(asked, place, String.valueOf(refused.getMessage()), refused);
        } catch (IOException | RuntimeException | ExceptionInInitializerError unfit) {
            throw refused(asked, place, "Apache OpenNLP cannot read it: " + unfit.getMessage(), unfit);
        }
    }

    private static ProblemsException refused(NameModel asked, Place place, String why, Throwable cause) {
        return ProblemsException.of(
                Code.INVALID_VALUE,
                place,
                "the model '" + asked.file() + "' is refused",
                why,
                "name a name finder of Apache OpenNLP 2, trained with the usual features and codec",
                cause);
    }

    /** The model; for any number of threads. */
    TokenNameFinderModel model() {
        return model;
    }

    /** The model's own names for what it finds. */
    public Set<String> types() {
        Set<String> types = new TreeSet<>();
        for (String outcome : model.getNameFinderSequenceModel().getOutcomes()) {
            Matcher typed = TYPED.matcher(outcome);
            if (typed.matches()) {
                types.add(typed.group(1));
            } else if (!outcome.equals("other")) {
                types.add(UNTYPED);
            }
        }
        return types;
    }

    /** Looks at every part that may name a class, in the very bytes that the engine reads. */
    private static void vet(byte[] content) throws IOException, Refused {
        Set<String> names = new HashSet<>();
        long left = LARGEST_UNPACKED;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!names.add(entry.getName())) {
                    throw new Refused("it has '" + entry.getName() + "' twice");
                }
                byte[] part = zip.readNBytes((int) Math.min(left, Integer.MAX_VALUE - 8));
                left -= part.length;
                if (left <= 0 || zip.read() >= 0) {
                    throw new Refused("it is larger than 2 GiB when it is unpacked");
                }
                if (entry.getName().equals(MANIFEST)) {
                    manifest(part);
                } else if (!entry.getName().equals(MODEL) && isMarkup(part)) {
                    markup(entry.getName(), part);
                }
            }
        }
        if (!names.contains(MANIFEST) || !names.contains(MODEL)) {
            throw new Refused("it is no name finder: a ZIP with " + MANIFEST + " and " + MODEL);
        }
    }

    private static void manifest(byte[] part) throws IOException, Refused {
        Properties manifest = new Properties();
        manifest.load(new ByteArrayInputStream(part));
        for (String key : manifest.stringPropertyNames()) {
            String value = manifest.getProperty(key);
            Set<String> usual = switch (key) {
                case "factory" -> FACTORIES;
                case "sequenceCodecImplName" -> CODECS;
                default -> key.startsWith("serializer-class-") ? SERIALIZERS : Set.of(value);
            };
            if (!usual.contains(value)) {
                throw new Refused("it asks for code of its own: the class '" + value + "' as '" + key + "'");
            }
        }
    }

    /** Whether a part is XML, in whatever encoding. */
    private static boolean isMarkup(byte[] part) {
        for (byte b : part) {
            boolean isBefore = b <= ' '; // blanks and NUL, and the marks of encodings, which are negative
            if (!isBefore) {
                return b == '<';
            }
        }
        return false;
    }

    private static void markup(String name, byte[] part) throws IOException, Refused {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            NodeList elements = builder.parse(new ByteArrayInputStream(part)).getElementsByTagName("*");
            for (int i = 0; i < elements.getLength(); i++) {
                Element element = (Element) elements.item(i);
                if (element.hasAttribute("class")
                        && !FEATURE.matcher(element.getAttribute("class")).matches()) {
                    throw new Refused("it asks for code of its own: the class '" + element.getAttribute("class")
                            + "' in '" + name + "'");
                }
            }
        } catch (SAXException e) {
            throw new Refused("its '" + name + "' is not plain XML");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("Every JDK reads XML without a DOCTYPE", e);
        }
    }
}
