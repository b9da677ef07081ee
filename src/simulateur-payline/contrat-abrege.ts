import type { Contrat, Element } from './contrat.ts'

/**
 * Reads `name`, `name:type`, with `?` (may be absent), `~` (may be nil), `*` (many).
 * @returns the sequence
 */
function sequence(text: string): Element[] {
  return text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const { name = '', marks = '', type = 'string' } = WORD.exec(word)?.groups ?? {}
      return {
        name,
        type,
        nillable: marks.includes('~'),
        optional: marks.includes('?'),
        many: marks.includes('*'),
      }
    })
}

const WORD = /^(?<name>\w+)(?<marks>[?~*]*)(?::(?<type>\w+))?$/

/** The operations and types that this simulator speaks, as far as it speaks them (names and order are facts of the WSDL). */
export const contratAbrege: Contrat = {
  messages: {
    doWebPaymentRequest: sequence(`version payment:payment returnURL cancelURL order:order notificationURL~
      selectedContractList~:selectedContractList secondSelectedContractList~:selectedContractList
      privateDataList~:privateDataList languageCode~ customPaymentPageCode~ buyer?:any owner~:any securityMode~
      recurring~:any customPaymentTemplateURL~ contractNumberWalletList~:any merchantName~ subMerchant~:any miscData~
      asynchronousRetryTimeout~ threeDSInfo~:any merchantScore~ skipSmartDisplay~:boolean`),
    doWebPaymentResponse: sequence('result:result token~ redirectURL~ stepCode?~ reqCode?~ method?~'),
    getWebPaymentDetailsRequest: sequence('version token'),
    getWebPaymentDetailsResponse: sequence(`result:result transaction:transaction payment:payment
      authorization:authorization privateDataList?~:privateDataList card:cardOut extendedCard?:extendedCardType
      order:order media?~ numberOfAttempt?~ contractNumber? bankAccountData~:any subMerchant~:any buyer~:any
      linkedTransactionId~`),
    doRefundRequest: sequence(`version transactionID payment:payment comment~ privateDataList~:privateDataList
      sequenceNumber~ media~ details?~:details miscData~`),
    doRefundResponse: sequence('result:result transaction:transaction'),
    doResetRequest: sequence(`version transactionID comment~ media~ amount~ currency~
      privateDataList?~:privateDataList sequenceNumber~`),
    doResetResponse: sequence('result:result transaction:transaction'),
    getTransactionDetailsRequest:
      sequence(`version transactionId~ orderRef~ startDate~ endDate~ transactionHistory~
      archiveSearch~`),
    getTransactionDetailsResponse: sequence(`result:result transaction~:transaction payment~:payment
      authorization~:authorization order~:order buyer~:any privateDataList~:privateDataList card:cardOut
      extendedCard:extendedCardType associatedTransactionsList~:associatedTransactionsList statusHistoryList~:any
      media~ customerMedia:media contractNumber bankAccountData~:any subMerchant~:any pointOfSell:pointOfSell
      routingRule:routingRule linkedTransactionId~`),
  },
  types: {
    result: sequence('code shortMessage?~ longMessage?~ partnerCode?~ partnerCodeLabel?~'),
    payment:
      sequence(`amount~ currency action mode contractNumber?~ differedActionDate?~ method?~ softDescriptor?~
      cardBrand?~ registrationToken?~ cumulatedAmount?~`),
    order: sequence(`ref origin?~ country?~ taxes?~ amount currency date details?~:details deliveryTime?~
      deliveryMode?~ deliveryExpectedDate?~ deliveryExpectedDelay?~ deliveryCharge?~ discountAmount?~`),
    details: sequence('details?*:orderDetail'),
    orderDetail: sequence('ref?~ price?~ quantity?~ comment?~ category?~ brand?~'),
    privateDataList: sequence('privateData?*:privateData'),
    privateData: sequence('key value'),
    selectedContractList: sequence('selectedContract*'),
    transaction:
      sequence(`id date isDuplicated?~ isPossibleFraud~ fraudResult?~ explanation?~ threeDSecure?~ score?~
      type? orderReference?~`),
    authorization: sequence('number date authorizedAmount~ authorizedCurrency~'),
    cardOut: sequence('number?~ type?~ expirationDate?~ cardholder?~ token?~'),
    extendedCardType: sequence('country?~ isCvd?~ bank?~ type?~ network?~ product?~'),
    associatedTransactionsList: sequence('associatedTransactions?*:associatedTransactions'),
    associatedTransactions: sequence('transactionId type date amount status originTransactionId currency?~'),
    media: sequence('id label operatingSystem browser userAgent'),
    pointOfSell:
      sequence(`id?~ siret~ codeMcc~ label~ webmasterEmail~ comments?~ webstoreURL~ notificationURL~
      ticketSend~:any contracts:contracts
      virtualTerminal~:any customPaymentPageCodeList:contracts`),
    contracts: sequence('contract?*:any'),
    routingRule: sequence('id?~ sourceContractNumber?~ targetContractNumber?~'),
  },
}
