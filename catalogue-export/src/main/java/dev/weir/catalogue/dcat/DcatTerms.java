package dev.weir.catalogue.dcat;

import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.SKOS;
import org.apache.jena.vocabulary.VCARD4;

/** Terms that Jena has no constants for, and the prefixes of a file. */
final class DcatTerms {

    static final Property VERSION = dcat("version");
    static final Property HAS_VERSION = dcat("hasVersion");
    static final Property HAS_CURRENT_VERSION = dcat("hasCurrentVersion");
    static final Property IS_VERSION_OF = dcat("isVersionOf");
    static final Property PREVIOUS_VERSION = dcat("previousVersion");
    static final Property BBOX = dcat("bbox");
    static final Property CENTROID = dcat("centroid");

    static final Property VERSION_NOTES = adms("versionNotes");
    static final Property ADMS_STATUS = adms("status");
    static final Property ADMS_IDENTIFIER = adms("identifier");
    static final Resource IDENTIFIER = ResourceFactory.createResource(Ns.ADMS + "Identifier");
    static final Property NOTATION = SKOS.notation;

    static final Property AVAILABILITY = ResourceFactory.createProperty(Ns.DCATAP, "availability");

    static final Property GENERATED_BY = prov("wasGeneratedBy");
    static final Property REVISION_OF = prov("wasRevisionOf");
    static final Property STARTED = prov("startedAtTime");
    static final Property ENDED = prov("endedAtTime");
    static final Property USED = prov("used");
    static final Property ASSOCIATED = prov("wasAssociatedWith");
    static final Resource ACTIVITY = ResourceFactory.createResource(Ns.PROV + "Activity");
    static final Resource ENTITY = ResourceFactory.createResource(Ns.PROV + "Entity");
    static final Resource SOFTWARE = ResourceFactory.createResource(Ns.PROV + "SoftwareAgent");

    static final Property HAS_MEASUREMENT = dqv("hasQualityMeasurement");
    static final Property MEASUREMENT_OF = dqv("isMeasurementOf");
    static final Property COMPUTED_ON = dqv("computedOn");
    static final Property VALUE = dqv("value");
    static final Property IN_DIMENSION = dqv("inDimension");
    static final Property EXPECTED = dqv("expectedDataType");
    static final Resource MEASUREMENT = ResourceFactory.createResource(Ns.DQV + "QualityMeasurement");
    static final Resource METRIC = ResourceFactory.createResource(Ns.DQV + "Metric");
    static final Resource DIMENSION = ResourceFactory.createResource(Ns.DQV + "Dimension");

    static final Property POLICY = odrl("hasPolicy");
    static final Property PERMISSION = odrl("permission");
    static final Property PROHIBITION = odrl("prohibition");
    static final Property CONSTRAINT = odrl("constraint");
    static final Property LEFT = odrl("leftOperand");
    static final Property OPERATOR = odrl("operator");
    static final Property RIGHT = odrl("rightOperand");
    static final Property ACTION = odrl("action");
    static final Property TARGET = odrl("target");

    static final Property PERSONAL_DATA = dpv("hasPersonalData");
    static final Property LEGAL_BASIS = dpv("hasLegalBasis");
    static final Property MEASURE = dpv("hasTechnicalMeasure");

    private DcatTerms() {}

    /** Namespaces. */
    static final class Ns {
        static final String ADMS = "http://www.w3.org/ns/adms#";
        static final String DCATAP = "http://data.europa.eu/r5r/";
        static final String PROV = "http://www.w3.org/ns/prov#";
        static final String DQV = "http://www.w3.org/ns/dqv#";
        static final String ODRL = "http://www.w3.org/ns/odrl/2/";
        static final String DPV = "https://w3id.org/dpv#";
        static final String GEO = "http://www.opengis.net/ont/geosparql#";

        private Ns() {}
    }

    static void prefixes(Model model) {
        model.setNsPrefix("dcat", DCAT.getURI());
        model.setNsPrefix("dct", DCTerms.getURI());
        model.setNsPrefix("foaf", FOAF.getURI());
        model.setNsPrefix("vcard", VCARD4.getURI());
        model.setNsPrefix("skos", SKOS.getURI());
        model.setNsPrefix("xsd", "http://www.w3.org/2001/XMLSchema#");
        model.setNsPrefix("adms", Ns.ADMS);
        model.setNsPrefix("dcatap", Ns.DCATAP);
        model.setNsPrefix("prov", Ns.PROV);
        model.setNsPrefix("dqv", Ns.DQV);
        model.setNsPrefix("odrl", Ns.ODRL);
        model.setNsPrefix("dpv", Ns.DPV);
        model.setNsPrefix("geo", Ns.GEO);
    }

    private static Property dcat(String name) {
        return ResourceFactory.createProperty(DCAT.NS, name);
    }

    private static Property adms(String name) {
        return ResourceFactory.createProperty(Ns.ADMS, name);
    }

    private static Property prov(String name) {
        return ResourceFactory.createProperty(Ns.PROV, name);
    }

    private static Property dqv(String name) {
        return ResourceFactory.createProperty(Ns.DQV, name);
    }

    private static Property odrl(String name) {
        return ResourceFactory.createProperty(Ns.ODRL, name);
    }

    private static Property dpv(String name) {
        return ResourceFactory.createProperty(Ns.DPV, name);
    }
}
